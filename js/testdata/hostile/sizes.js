// A length comes from a peer, or from a script that is wrong: it is refused before
// anything so large is made.
const crypto = require('crypto')
const t = (name, f) => {
  let answer
  try {
    answer = f()
    answer = answer?.byteLength ?? (typeof answer === 'string' ? 'text of ' + answer.length : answer)
  } catch (err) { answer = err.name + (err.code ? ' ' + err.code : '') + ': ' + err.message }
  console.log(name + ':', answer)
}
const runs = (value) => { let n = 0; return { valueOf () { n++; return value }, get runs () { return n } } }
for (const n of [2 ** 46, 2 ** 53, -1, 2.5, '3', NaN, undefined, null]) {
  for (const name of ['Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'ArrayBuffer', 'SharedArrayBuffer']) {
    t('new ' + name + ' ' + n, () => new globalThis[name](n))
  }
  t('transfer ' + n, () => new ArrayBuffer(8).transfer(n))
}
class Mine extends Uint8Array {}
t('subclass', () => new Mine(2 ** 46))
t('subclass', () => new Mine(4) instanceof Mine)
t('from', () => Uint8Array.from({ length: 2 ** 46 }))
t('like an array', () => new Uint8Array({ length: 2 ** 46 }))
t('like a small array', () => new Uint8Array({ length: 2, 0: 7 }).join())
t('of an array', () => new Uint8Array([1, 2]).join())
t('of a set', () => new Uint8Array(new Set([1, 2])).join())
t('of a view', () => new Uint16Array(new Uint8Array([1, 2])).join())
t('of a buffer', () => new Uint8Array(new ArrayBuffer(8), 2, 3).length)
for (const n of [2 ** 46, 2 ** 30, 2 ** 29, Infinity, -1, 3]) {
  t('repeat ' + n, () => 'x'.repeat(n))
  t('repeat nothing ' + n, () => ''.repeat(n))
  t('padStart ' + n, () => 'x'.padStart(n, n > 2 ** 20 ? 'ab' : undefined))
  t('padEnd with nothing ' + n, () => 'x'.padEnd(n, ''))
}
{
  const n = runs(3)
  t('repeat runs once', () => 'ab'.repeat(n) + n.runs)
  const m = runs(5)
  t('pad runs once', () => 'ab'.padStart(m) + m.runs)
  const k = runs(4)
  t('new runs once', () => new Uint8Array(2).length + ' ' + k.runs)
  t('repeat of no string', () => String.prototype.repeat.call(12, 2))
}
t('join with much', () => new Array(2 ** 20).join('x'.repeat(2 ** 12)))
t('String', () => String(new Array(2 ** 30)))
t('toLocaleString', () => new Array(2 ** 31).toLocaleString())
const list = (length) => ({ length })
for (const n of [2 ** 46, 2 ** 32, 200000]) {
  t('apply ' + n, () => Math.max.apply(null, list(n)))
  t('Reflect.apply ' + n, () => Reflect.apply(Math.max, null, list(n)))
  t('Reflect.construct ' + n, () => Reflect.construct(Array, list(n)))
  t('apply of bound ' + n, () => Math.max.bind(null).apply(null, list(n)))
}
t('apply', () => Math.max.apply(null, [1, 2]) + Math.max.apply(null, list(0)) + Math.max.apply(null))
t('asUintN', () => BigInt.asUintN(2 ** 53 - 1, -1n))
t('asUintN of more', () => BigInt.asUintN(2 ** 53 - 1, 5n))
t('asIntN', () => BigInt.asIntN(2 ** 53 - 1, -5n))
t('asIntN of 3', () => BigInt.asIntN(3, 5n))
for (const name of ['alloc', 'allocUnsafe', 'allocUnsafeSlow']) {
  t(name, () => Buffer[name](2 ** 53))
  t(name, () => Buffer[name](-1))
}
t('alloc', () => Buffer.alloc(2 ** 46))
t('Buffer.from', () => Buffer.from({ length: 2 ** 46 }))
t('fill', () => Buffer.alloc(8).fill('x', 0, 2 ** 40))
t('write', () => Buffer.alloc(8).write('x', 2 ** 40))
t('randomBytes', () => crypto.randomBytes(2 ** 31))
t('scrypt', () => crypto.scryptSync('a', 'b', 64, { N: 2 ** 20 }))
t('pbkdf2', () => crypto.pbkdf2Sync('a', 'b', 1, 2 ** 31, 'sha1'))
t('DataView', () => new DataView(new ArrayBuffer(8), 0, 2 ** 46))
t('new Array', () => new Array(2 ** 32))

const holes = []
holes.length = 2 ** 32 - 1
t('Buffer.concat', () => Buffer.concat(holes))
t('JSON.stringify', () => JSON.stringify(holes))
t('JSON.stringify in it', () => JSON.stringify({ a: [1, holes] }, null, 2))
t('format', () => require('node:util').format('%j', holes))
t('styleText', () => require('node:util').styleText(Array(1e5).fill('red'), 'a', { validateStream: false }))
