// A length that is much more than what there is: what methods of arrays say of it, and
// of those who are asked.
const sparse = () => { const a = []; a[69999] = 'y'; a[3] = 'x'; a.length = 70001; return a }
const like = () => ({ length: 70001, 3: 'x', 69999: 'y' })
const getter = () => ({ get length () { return 70001 }, 3: 'x', 69999: 'y', get 4 () { return this.length } })
const seen = []
const proxied = () => new Proxy(like(), { get (t, k, r) { seen.push('get ' + String(k) + (r === p)); return Reflect.get(t, k, r) }, has (t, k) { seen.push('has ' + String(k)); return k in t }, set (t, k, v, r) { seen.push('set ' + String(k)); return Reflect.set(t, k, v, r) }, deleteProperty (t, k) { seen.push('del ' + String(k)); return delete t[k] }, getOwnPropertyDescriptor (t, k) { seen.push('gopd ' + String(k)); return Reflect.getOwnPropertyDescriptor(t, k) }, defineProperty (t, k, d) { seen.push('def ' + String(k)); return Reflect.defineProperty(t, k, d) } })
let p
const A = Array.prototype
const show = (v, o) => v === o ? 'itself' : typeof v === 'object' && v !== null ? [Array.isArray(v), v.length, Object.entries(v).slice(0, 8), Object.keys(v).length] : typeof v === 'string' ? v.length + ' ' + v.replace(/,/g, '') : v
const f = (o) => (...args) => { const last = args.pop(); return last === o ? true : 'wrong' }
const calls = {
  copyWithin: () => [0, 69990], concat: () => [[1], sparse()], every: (o) => [f(o)], fill: () => [1, 69998], filter: (o) => [f(o)], find: (o) => [(v, i, a) => v === 'y' && a === o], findIndex: (o) => [(v, i, a) => v === 'y' && a === o], findLast: (o) => [(v, i, a) => v === 'x' && a === o],
  findLastIndex: (o) => [(v, i, a) => v === 'x' && a === o], flat: () => [], flatMap: (o) => [(v, i, a) => [v, i, a === o]], forEach: (o) => [(v, i, a) => { if (a !== o) throw new Error('another') }], includes: () => ['y'], indexOf: () => ['y'], join: () => ['-'], lastIndexOf: () => ['x'],
  map: (o) => [(v, i, a) => v + i + (a === o)], reduce: (o) => [(a, v, i, l) => a + v + i + (l === o), ''], reduceRight: (o) => [(a, v, i, l) => a + v + i + (l === o), ''], reverse: () => [], shift: () => [], slice: () => [2], some: (o) => [(v, i, a) => v === 'y' && a === o], sort: () => [], splice: () => [3, 2, 'q'], toLocaleString: () => [],
  toReversed: () => [], toSorted: () => [], toSpliced: () => [3, 1], toString: () => [], unshift: () => ['u'], with: () => [2, 5], at: () => [-2], pop: () => [], push: () => [5]
}
for (const [kind, make] of Object.entries({ sparse, like, getter, proxied })) {
  for (const [name, args] of Object.entries(calls)) {
    if (kind !== 'sparse' && ['copyWithin', 'filter', 'find', 'includes', 'indexOf', 'toReversed', 'toSorted', 'toLocaleString', 'findIndex', 'findLast', 'findLastIndex', 'lastIndexOf', 'reduceRight', 'some', 'toSpliced', 'with'].includes(name)) continue // for time
    if (kind === 'sparse' && ['findIndex', 'lastIndexOf', 'reduceRight', 'toSpliced', 'unshift', 'shift', 'splice'].includes(name)) continue
    if (kind === 'getter' && !['concat', 'every', 'map', 'flatMap'].includes(name)) continue // for time
    if (kind === 'proxied' && !['concat', 'every', 'reverse', 'pop', 'push', 'toString'].includes(name)) continue // for time
    const o = p = make()
    seen.length = 0
    let answer
    try { answer = show(A[name].apply(o, args(o)), o) } catch (err) { answer = err.name + ': ' + err.message }
    const log = kind === 'proxied' ? seen.length + ' ' + seen.slice(0, 6) + ' ' + seen.slice(-4) : ''
    let after = ''
    if (kind !== 'getter') after = JSON.stringify([o.length, Object.keys(o).length, Object.entries(o).slice(0, 6)])
    console.log(kind, name, JSON.stringify(answer), after, log)
  }
}
const frozen = Object.freeze(like())
for (const name of ['reverse', 'shift', 'unshift', 'fill', 'copyWithin']) { try { console.log(name, A[name].call(frozen, 1)) } catch (err) { console.log(name, err.name, err.message) } }
{ const a = new Array(100000); a[0] = a; a[1] = 'z'; console.log(a.join('').slice(0, 9), String(a).length) }
class Mine extends Array {}
{ const m = new Mine(); m.length = 80000; m[5] = 1; console.log(m.map(x => x) instanceof Mine, m.filter(Boolean) instanceof Mine, m.slice(1).constructor.name, m.concat(m).length, m.flat().constructor.name) }
console.log(Array.from({ length: 70000, 2: 3 }).length, Array.from(getter()).length, Array.from({ length: 70000, 2: 3 }, (x, i) => i)[69999])
console.log([1].concat({ length: 70000, [Symbol.isConcatSpreadable]: true }).length, [1].concat(getter()).length, [].concat(new Proxy(new Array(70000), {})).length, [].concat({ length: 70000 }).length)
// A length that no array has.
const huge = [() => ({ length: 2 ** 53 - 1 }), () => ({ length: 2 ** 53 - 1, 0: 1, 1: 2 })]
const answers = { at: [-1], concat: [], join: [''], map: [x => x], pop: [], push: [1], slice: [], splice: [0, 0, 1], toLocaleString: [], toReversed: [], toSorted: [], toSpliced: [0, 1], toString: [], unshift: [1], with: [0, 1] }
for (const make of huge) {
  for (const [name, args] of Object.entries(answers)) { try { console.log(name, show(A[name].apply(make(), args))) } catch (err) { console.log(name, err.name) } }
}
for (const f of [(o) => Array.from(o), (o) => Uint8Array.from(o), (o) => new Uint8Array(o), (o) => new Uint8Array(8).set(o), (o) => Math.max.apply(null, o)]) {
  try { console.log(f(huge[0]())) } catch (err) { console.log(String(f).slice(7), err.name) }
}
