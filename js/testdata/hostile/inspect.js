// Odd objects, shown.
const { inspect } = require('util')
const t = (name, f) => {
  try { console.log(name, f()) } catch (err) { console.log(name, err.name, err.message) }
}
t('a billion holes', () => inspect(new Array(1e9), { maxArrayLength: Infinity }))
t('holes between', () => { const a = new Array(1e9); a[5] = 1; a[1e8] = 2; return inspect(a, { maxArrayLength: 1e12 }) })
t('a tag that throws', () => inspect({ get [Symbol.toStringTag] () { throw new Error('no') } }))
t('inherited', () => inspect(new (class A { get [Symbol.toStringTag] () { throw new Error('no') } })()))
t('with a tag', () => inspect(new (class A { get [Symbol.toStringTag] () { return 'B' } })()))
