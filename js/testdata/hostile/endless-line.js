// A line that does not end, byte by byte and in large chunks, and ends of lines that are cut.
const readline = require('readline')
const { PassThrough } = require('stream')
const lines = (feed, options) => new Promise((resolve) => {
  const input = new PassThrough()
  const found = []
  const r = readline.createInterface({ input, ...options })
  r.on('line', (line) => found.push(line.length > 20 ? line.length : line))
  r.on('close', () => resolve(found))
  feed(input)
})
;(async () => {
  console.log('bytes', await lines((s) => { for (let i = 0; i < 60000; i++) s.write('a'); s.end('\n') }))
  console.log('chunks', await lines((s) => { const b = Buffer.alloc(1 << 16, 'a'); for (let i = 0; i < 100; i++) s.write(b); s.end('\nb') }))
  console.log('characters', await lines((s) => { const b = Buffer.from('ü€😀'); for (let i = 0; i < 1000; i++) for (const c of b) s.write(Buffer.from([c])); s.end() }))
  console.log('ends', await lines((s) => { for (const c of 'a\r\nb\n\rc\u2028d\r\r\n\ne') s.write(c); s.end('f') }, { crlfDelay: Infinity }))
  console.log('some at once', await lines((s) => { for (const text of ['a\r', '\nb', 'c\nd', '\n\n', 'e']) s.write(text); s.end() }, { crlfDelay: Infinity }))
})()
