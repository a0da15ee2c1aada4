// Text that is nearly right, and what is made of it: found by comparing with Node at random
// (js/differential_test.go).
const { pathToFileURL, domainToASCII, domainToUnicode } = require('node:url')
const { transcode } = require('node:buffer')
const { BlockList } = require('node:net')
const qs = require('node:querystring')
const util = require('node:util')
const show = (...values) => console.log(JSON.stringify(values).replace(/[^ -~]/g, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0')))
const tried = (f) => { try { return f() } catch (err) { return [err.name, err.code, err.message] } }

for (const c of ['\u007f', '\u00ff', '\u0100', '\u20ac', '\ud83d\ude00', '\ud83d', '\n', 'x', '"']) {
  show('JSON', tried(() => JSON.parse('"\\' + c + 'abc"')), tried(() => JSON.parse('"\\u12' + c + '4abc"')))
}
for (let i = 1, all = '/'; i < 128; i++) {
  all += String.fromCharCode(i)
  if (i === 127) show('pathToFileURL', pathToFileURL(all).href)
}
for (const path of ['/a ', '/a\u0001 ', '/\u0001', '/a\n', '/a\n\u0001', '/a\u0001/ ', '/a\u001f', '/a\u0000', '/a\u007f', '/a%20 ', '/c|/']) show('pathToFileURL', path, pathToFileURL(path).href)
for (const text of ['A', 'A=', 'A==', 'A===', 'AA', 'AA=', 'AA==', 'AA===', 'AAA=', 'AAA==', 'AAAA=', 'AAAA==', '=', '==', 'A A', 'AA =', 'A.', 'A=A', '=A', 'AAAAA=', 'A\n=', '\u20ac']) show('atob', text, tried(() => atob(text)))
for (const name of ['xn--mnch\u6065-3ya.de', 'xn--', 'xn--mnchen-3ya', '\u00fc.xn--mnchen-3ya', 'xn--mnchen\u00ad-3ya', 'xn--\u00ad', '\u00adxn--\u31a9nchen-3ya', '\u00adxn--mnchen-3ya', 'x\u00adn--', '\uff58\uff4e--\u00fc', 'xn--\uff4dnchen-3ya', '\u00fc.xn--a']) show('domainToASCII', name, domainToASCII(name))
for (const name of ['\u00dfxn--mnchen-3ya.de', '\u{1f600}xn--a']) show('domainToUnicode', domainToASCII(name), domainToUnicode(domainToASCII(name)))
for (const host of ['42949672964294967296', '42949672964294967296"', '0xfffffffffffffffffffff', '0xfffffffffffffffffffffg', '1.99999999999999999999x', '08', '0x', '1.0x', '0xg']) show('host', host, tried(() => new URL(`http://${host}/`).host))
for (const value of ['\t', '', '8\t1', 'x', '\n80']) { const url = new URL('http://a:1/'); url.port = value; show('port', value, url.href) }
for (const range of [['::ffff:10.0.0.9', '::1'], ['2001:db8::a', '::ffff:10.0.0.9'], ['::1', '::ffff:10.0.0.9'], ['::ffff:1.2.3.4', '::ffff:1.2.3.9'], ['::ffff:1.2.3.9', '::ffff:1.2.3.4']]) {
  const list = new BlockList()
  show('addRange', range, tried(() => list.addRange(...range, 'ipv6')), list.rules, list.check('::5', 'ipv6'), list.check('1.2.3.5'), list.check('10.0.0.9'), list.check('::ffff:1.2.3.5', 'ipv6'))
}

const encodings = ['utf8', 'ucs2', 'latin1', 'ascii']
for (const hex of ['ff', '61', '6100', '61006200ff', '3dd800de', '3dd8', '3dd8ff', '3dd86100', '00de', 'c3a9', 'c3', 'adad', 'c2ad', 'ad00', '0b20', 'efbbbf', 'fffe', '6100feff', 'f09f9880']) {
  for (const from of encodings) show('transcode', hex, from, encodings.map((to) => tried(() => transcode(Buffer.from(hex, 'hex'), from, to).toString('hex'))))
}
const dropped = []
for (let c = 0x80; c < 0x110000; c += c < 0x3000 || c > 0xfd00 && c < 0x10000 ? 1 : 16) {
  if (c >= 0xd800 && c < 0xe000) continue
  if (transcode(Buffer.from(String.fromCodePoint(c)), 'utf8', 'ascii').length === 0) dropped.push(c.toString(16))
}
show('dropped', dropped.length, dropped.slice(0, 60).join(' '))

const d = { decodeURIComponent: s => '[' + s + ']' }
for (const s of ['a+b=c','a=b','+=+','%41=%zz','a','=','=a','é=%41+','a=&b','&&a','a&=b&']) show(JSON.stringify(s), qs.parse(s,null,null,d))
for (const [s,sep,eq] of [['a=b==c','==','='],['aab=c','aab','='],['aaab','aab',''],['a=b','','='],['x:=y::=z:','::',':='],['x:=y:::=z:','::',':='],['a&&b','&',''],['a=&b&=c','&','=&'],['a==b=c','&','=='],['a===b=c','&','=='],['=a==b','&','=='],['a+b+c=d','+','='],['a%41%2','%','='],['a+b=c+d','&','+'],['a=b','=','='],['a=b&c','=b','='],['ab','a','b'],['a;b;;c','&;','='],['a;&b&;c','&;','=']]) show(JSON.stringify([s,sep,eq]), qs.parse(s,sep,eq))
for (const m of [0,1,2,-1,NaN,Infinity,0.5,1.5,2.9]) show(m, qs.parse('a&b&&c&d',null,null,{maxKeys:m}), qs.parse('&&b&&c&d',null,null,{maxKeys:m}))
let n=0; qs.parse('a=1&b=%41&c=+', null,null,{decodeURIComponent:s=>{n++; show('asked', s); return s}}); show(n)
show(qs.parse('a=%E4&b=%zz&%ff=é%41', null,null,{decodeURIComponent:s=>{throw 1}}))

for (const [s, ...r] of [['%41=é%2'], ['%00%00=é%2'], ['%00a%00=%x2é'], ['%00%0=é%2'], ['%00%00=éa'], ['x=%4+1é%'], ['%4+1é%=b'], ['%4=1é%', '&', '=='], ['%2a=é%', 'ab', '='], ['%41é%', '&', '4'], ['a\ud9d9=%20\udb34'], ['\ud9d9=1&\udb34=2&\ud9d9=3'], ['a%2\u3431=%41%']]) show(s, r, qs.parse(s, ...r), Object.keys(qs.parse(s, ...r)))
for (const s of ['%F0%9F%84', 'é%', '%c3%a9\ud9d9', '%ff%ff', '%2\u3441', '%E4\u200d', '%u20ac']) show('unescape', s, qs.unescape(s), qs.unescapeBuffer(s).toString('hex'), tried(() => decodeURIComponent(s)), tried(() => decodeURI(s)), [...new URLSearchParams(s)])
for (const s of ['%é', '%41=%é %d', '%\ud83d\ude00%s', '%', '%%%é%%']) show('format', s, util.format(s, 1), util.format(s))
qs.unescape = (s) => { show('unescaped', s); return s }
qs.parse('a=%41&b=c+d')
