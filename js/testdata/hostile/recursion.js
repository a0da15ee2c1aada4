// Functions of the language that call themselves, and each other, with none of the script's in
// between.
const seen = {}
const t = (name, f) => {
  let how
  try { const v = f(); how = typeof v === 'object' ? 'object' : String(v).slice(0, 30) } catch (err) { how = err.name }
  (seen[how] ??= []).push(name)
}
for (const of of [String, Array, Object, Number, Map, Promise, RegExp, Error]) {
  for (const name of Object.getOwnPropertyNames(of.prototype).sort()) {
    let f
    try { f = of.prototype[name] } catch { }
    if (typeof f !== 'function' || name === 'constructor') continue
    if (of === Array && !['at', 'concat', 'pop', 'slice', 'toString'].includes(name)) continue // for time
    if (of === Number && name !== 'toFixed') continue
    t(`${of.name} ${name}`, () => ({ toString: f }) + '')
    t(`${of.name} ${name} valueOf`, () => { const o = { valueOf: f, 0: 1 }; o.length = o; return +o })
  }
}
for (const [how, names] of Object.entries(seen).sort()) console.log(how, names.join(', '))

const deep = (name, f) => { try { f(); console.log(name, 'nothing') } catch (err) { console.log(name, err.name, err.message) } }
deep('raw', () => { const o = { raw: { length: 1 } }; o.raw[0] = { toString: String.raw.bind(null, o) }; return String.raw(o) })
deep('getter', () => { const o = {}; Object.defineProperty(o, 'x', { get: Reflect.get.bind(null, o, 'x') }); return o.x })
deep('setter', () => { const o = {}; Object.defineProperty(o, 'x', { set: Reflect.set.bind(null, o, 'x', 1) }); o.x = 1 })
deep('iterator', () => { const o = {}; o[Symbol.iterator] = Array.from.bind(null, o); return Array.from(o) })
deep('forEach', () => { const a = [1]; const f = Array.prototype.forEach.bind(a); a[0] = f; a.forEach(f) })
deep('catch', () => { const o = { then: Promise.prototype.catch }; return o.then() })
deep('toJSON', () => { const o = { toISOString: Date.prototype.toJSON }; return o.toISOString() })
deep('toLocaleString', () => { const o = { toString: Object.prototype.toLocaleString }; return o + '' })
deep('trap', () => { const p = new Proxy(() => {}, { get: Reflect.apply }); return p.x })
for (const name of ['apply', 'bind', 'call', 'toString']) { const f = Function.prototype[name]; try { ({ toString: f }) + '' } catch (err) { console.log(name, err instanceof Error) } }
deep('flat', () => { let a = []; for (let i = 0; i < 100000; i++) a = [a]; return a.flat(Infinity) })
deep('flat of some', () => { let a = []; for (let i = 0; i < 1000; i++) a = [a, 1]; if (a.flat(Infinity).length !== 1000) throw new Error('flat') })
let n = 0
const again = { toString () { n++; return again.trim() }, trim: String.prototype.trim }
deep('with one of the script', () => again + '')
console.log(n > 500)
for (let i = 0; i < 5; i++) deep('again', () => ({ toString: String.prototype.trim }) + '')
