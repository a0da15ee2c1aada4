// answers.js FILE has an input on each line of a file, and prints one line for each: what
// this program makes of it. See js/differential_test.go.
const fs = require('node:fs')
const net = require('node:net')
const querystring = require('node:querystring')
const legacy = require('node:url')
const { StringDecoder } = require('node:string_decoder')

const bytes = (hex) => Buffer.from(hex, 'hex')
const thrown = (err) => ({ name: err.name, code: err.code, message: err.message })
const tried = (f) => { try { return f() } catch (err) { return thrown(err) } }
const parts = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash']
const shown = (url) => parts.map((part) => url[part])
const own = (o) => Object.keys(o).map((key) => [key, o[key]]) // an object whose prototype is null

const answers = {
  url: (input, base) => [URL.canParse(input, base), shown(new URL(input, base)), [...new URL(input, base).searchParams]],
  set: (input, part, value) => { const url = new URL(input); url[part] = value; return shown(url) },
  searchParams: (input, name, value) => {
    const params = new URLSearchParams(input)
    const before = [[...params], String(params)]
    params.append(name, value)
    params.sort()
    return [before, String(params), params.getAll(name), params.has(name, value)]
  },
  domain: (name) => [legacy.domainToASCII(name), legacy.domainToUnicode(name)],
  path: (path) => [tried(() => legacy.pathToFileURL(path).href), tried(() => legacy.fileURLToPath(path))],

  parse: (input, separator, equals, options) => own(querystring.parse(input, separator, equals, options)),
  stringify: (pairs, separator, equals) => {
    const o = {}
    for (const [key, value] of pairs) o[key] = value
    return [querystring.stringify(o, separator, equals), querystring.stringify(null)]
  },
  escape: (input) => [querystring.unescape(input), String(querystring.unescapeBuffer(input)), tried(() => querystring.escape(input)), tried(() => encodeURIComponent(input)), tried(() => decodeURIComponent(input)), escape(input), unescape(input)],

  from: (text, encoding) => [Buffer.from(text, encoding).toString('hex'), Buffer.byteLength(text, encoding)],
  text: (hex, encoding, begin, end) => bytes(hex).toString(encoding, begin, end),
  write: (text, size, offset, length, encoding) => {
    const b = Buffer.alloc(size, 0xee)
    return [b.write(text, offset, length, encoding), b.toString('hex')]
  },
  fill: (size, text, begin, end, encoding) => Buffer.alloc(size, 0xee).fill(text, begin, end, encoding).toString('hex'),
  find: (hex, text, at, encoding) => { const b = bytes(hex); return [b.indexOf(text, at, encoding), b.lastIndexOf(text, at, encoding), b.includes(text, at, encoding)] },
  transcode: (hex, from, to) => require('node:buffer').transcode(bytes(hex), from, to).toString('hex'),
  decoder: (chunks, encoding) => {
    const decoder = new StringDecoder(encoding)
    const seen = chunks.map((chunk) => [decoder.write(bytes(chunk)), decoder.lastNeed, decoder.lastTotal])
    return [seen, decoder.end(), decoder.end()]
  },
  // Node reads Chinese, Japanese and Korean encodings by ICU's tables, and nodenet by
  // those of the Encoding Standard: none of them is tried.
  textDecoder: (chunks, label, fatal, ignoreBOM) => {
    const decoder = new TextDecoder(label, { fatal, ignoreBOM })
    const seen = [] // up to an error, after which Node goes on with bytes from before
    for (const chunk of chunks) seen.push(decoder.decode(bytes(chunk), { stream: true }))
    return [decoder.encoding, seen, tried(() => decoder.decode())]
  },
  encodeInto: (text, size) => { const b = new Uint8Array(size); const { read, written } = new TextEncoder().encodeInto(text, b); return [read, written, Buffer.from(b).toString('hex'), text.isWellFormed(), text.toWellFormed()] },
  atob: (text) => [tried(() => atob(text)), tried(() => btoa(text))],

  json: (text) => JSON.stringify(JSON.parse(text)),

  // The order of rules is not compared: that of addresses depends on a table in Node.
  blockList: (rules, checks) => {
    const list = new net.BlockList()
    const refused = rules.map(([method, ...args]) => tried(() => list[method](...args)))
    return [refused, list.rules.toSorted(), checks.map((args) => tried(() => list.check(...args))), tried(() => { const copy = new net.BlockList(); copy.fromJSON(list.toJSON()); return copy.rules.toSorted() })]
  },
  address: (text) => [net.isIP(text), net.isIPv4(text), net.isIPv6(text), tried(() => { const a = net.SocketAddress.parse(text); return a && [a.address, a.port, a.family, a.flowlabel] }), tried(() => { const a = new net.SocketAddress({ address: text, family: text.includes(':') ? 'ipv6' : 'ipv4' }); return [a.address, a.family] })]
}

const lines = []
for (const line of fs.readFileSync(process.argv[2], 'utf8').split('\n')) {
  if (line === '') continue
  const [kind, ...args] = JSON.parse(line, (key, value) => value === null ? undefined : value)
  const answer = JSON.stringify(tried(() => answers[kind](...args)), (key, value) => value === undefined ? 'undefined' : value)
  lines.push(answer.replace(/[^ -~]/g, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0')))
}
process.stdout.write(lines.join('\n') + '\n')
