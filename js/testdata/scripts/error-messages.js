// What errors of the language say, in V8's words: what was called or read is named by its source.
const o = { a: {}, n: null, arr: [1, 2], s: Symbol('sym'), f() { return undefined; }, g: () => null };
const fn = () => undefined, nul = null, und = undefined, key = 'k', i = 1;
const cls = class A { m() { return this.q(); } };
const probes = [
  () => o.x(), () => o.a.b(), () => o.a.b.c(), () => o['x'](), () => o["x y"](), () => o[key](), () => o.a[key](), () => o[key + 'z'](),
  () => o.arr[5](), () => o.arr[i](), () => o[o.s](), () => o?.x(), () => o.n.z(), () => o.n[key](), () => o.n.z, () => o.n[key], () => und.a, () => nul[0],
  () => fn()(), () => fn().x, () => fn().x(), () => fn(1, 2).x.y, () => o.f()(), () => o.f().x, () => o.f().x(), () => o.g().y(), () => o.g()(),
  () => (0, o.x)(), () => (o.x)(), () => new o.x(), () => new o.a.b(), () => new o['x'](), () => new o[key](), () => new fn(), () => new (fn())(),
  () => new nul(), () => nul(), () => und(), () => key(), () => key.x(), () => 'str'.x(), () => 5..x(), () => [].x(), () => ({}).x(), () => (1)(),
  () => [...und], () => [...nul], () => [...o], () => [...o.n], () => [...o.a], () => [...5], () => fn(...und), () => fn(...nul), () => fn(...o), () => fn(...o.n), () => fn(...5), () => new Set(5), () => new Map([1]), () => new Map(5), () => new WeakSet(5),
  () => { for (const x of und) ; }, () => { for (const x of nul) ; }, () => { for (const x of o) ; }, () => { for (const x of o.n) ; }, () => { for (const x of 5) ; }, () => { for (const x of fn()) ; }, () => { for (const x of o.f()) ; },
  () => { const [a] = und; }, () => { const [a] = nul; }, () => { const [a] = o; }, () => { const [a] = o.n; }, () => { const [a] = o.a; }, () => { const [a] = fn(); }, () => { const [a] = 5; }, () => { let a; [a] = und; }, () => { let a; [a] = o; },
  () => { (([a]) => a)(und); }, () => { (([a]) => a)(nul); }, () => { (([a]) => a)({}); }, () => { (function f([a]) {})(5); },
  () => { const { a } = und; }, () => { const { a } = nul; }, () => { const { a: { b } } = o.f; }, () => { const { a: { b: { c } } } = {}; }, () => { (({ a }) => a)(); }, () => { (({ a }) => a)(null); }, () => { let { [key]: v } = und; },
  () => { und.a = 1; }, () => { nul[key] = 1; }, () => { o.n.a = 1; }, () => { o.n[o.s] = 1; }, () => { fn().a = 1; }, () => { und[0] = 1; },
  () => und[o.s], () => nul[o.s](), () => o.a[o.s](), () => o.a.b.c.d, () => o.a['b']['c'], () => o.arr[9].x, () => o.arr[9].x(), () => o.a.b?.c.d, () => o.a.b.c?.d,
  () => new cls().m(), () => new cls().zz(), () => cls(), () => { class B extends nul {} }, () => { class B extends und {} }, () => { class B extends o {} }, () => { class B extends 5 {} },
  () => 'a' in 'b', () => 'a' in und, () => o.s in 5, () => o instanceof und, () => o instanceof 5, () => o instanceof o, () => o instanceof (() => 1),
  () => Object.defineProperty(1, 'a', {}), () => Object.setPrototypeOf({}, 1), () => Reflect.ownKeys(1), () => Symbol() + '', () => `${Symbol('q')}`, () => +Symbol(), () => 1n + 1, () => BigInt(1.5), () => BigInt('x'), () => +1n,
  () => [].reduce((a) => a), () => 'x'.repeat(-1), () => new Array(-1), () => (1).toFixed(101), () => (1).toString(1), () => (1).toPrecision(0), () => 'x'.normalize('q'), () => decodeURIComponent('%'), () => JSON.parse('{'), () => JSON.parse('x'), () => { const c = {}; c.c = c; JSON.stringify(c); },
  () => [].map(5), () => [].forEach(), () => [1].find(null), () => [].sort(5), () => Promise.resolve.call(1), () => new Promise(), () => Promise(), () => Array.from(5, 5), () => Array.from({ length: 1 }, 'x'), () => Object.fromEntries(5), () => Object.fromEntries([1]), () => new Proxy({}, null), () => Reflect.construct(1), () => Reflect.apply(1),
  () => Function.prototype.call.call(1), () => o.a.apply(), () => fn.apply(null, 5), () => Map.prototype.get.call({}, 1), () => Set.prototype.add.call(1), () => Date.prototype.getTime.call({}), () => new Date(NaN).toISOString(), () => Uint8Array(1), () => new Uint8Array(-1), () => new DataView({}), () => new DataView(new ArrayBuffer(1)).getInt32(0), () => ArrayBuffer.prototype.slice.call(1), () => RegExp('('), () => new RegExp('a', 'zz'), () => /a/.exec.call(1), () => 'a'.matchAll(/a/), () => 'a'.replaceAll(/a/, ''),
  () => { 'use strict'; Object.freeze(o.arr).push(1); }, () => { 'use strict'; undefinedVar = 1; }, () => undefinedVar, () => { 'use strict'; Object.freeze({ a: 1 }).a = 2; }, () => { 'use strict'; delete Object.freeze({ a: 1 }).a; }, () => { 'use strict'; ({ get a() { return 1; } }).a = 2; }, () => { 'use strict'; 'x'.length = 1; }, () => { 'use strict'; 'x'.foo = 1; }, () => { const c = 1; c = 2; }, () => { x; let x; },
  function () { return this.nope.x; }, () => o.a.b.toString(), () => arguments.length.x.y, () => key.a.b, () => key.a.b(), () => (await1 => await1.x.y)({}), () => structuredClone(() => 1), () => (function* () {})().next.call(1), () => Object.create(1), () => Object.assign(null), () => Object.keys(null), () => Object.entries(undefined), () => new WeakMap().set(1, 1), () => new WeakRef(1), () => Symbol.keyFor(1), () => new Symbol(), () => String.raw(), () => 'a'.startsWith(/a/), () => 'a'.at(Symbol()), () => Number(Symbol()), () => parseInt(Symbol()), () => Math.max(Symbol()), () => Math.max(1n), () => isNaN(1n), () => String.fromCodePoint(-1), () => 'a'.localeCompare(Symbol()), () => new Intl.NumberFormat('xx-invalid-locale-zzzzzzzzz'), () => [].at.call(null), () => Array.prototype.concat.call(undefined), () => [].concat.apply(null), () => [,].flat.call(null), () => Array.prototype.includes.call(null), () => new Error('x', null).cause.x, () => Error.captureStackTrace(1), () => Object.prototype.__lookupGetter__.call(null), () => Object.prototype.toLocaleString.call(null), () => eval('a b'), () => eval('}'), () => eval('let a; let a'), () => eval('await 1'), () => new Function('return'), () => new Function('}'), () => Reflect.defineProperty(1), () => Reflect.get(1, 'a'), () => Atomics.wait(new Int32Array(4), 0, 0), () => new SharedArrayBuffer(-1), () => new ArrayBuffer(-1), () => new ArrayBuffer(1e20), () => [].length = -1, () => { [].length = 1.5; }, () => 'abc'.padEnd(2 ** 31), () => new Array(2 ** 32), () => Array(1.5),
];
// What still differs.
const differ = new Set([7, 28, 34, 41, 42, 43, 44, 52, 54, 55, 64, 73, 79, 82, 83, 86, 103, 109, 141, 150, 151, 155, 156, 158, 162, 163, 165, 174, 175, 185, 206, 207, 211, 213, 214, 217]);
probes.forEach((p, n) => {
  if (differ.has(n)) return;
  let r;
  try { r = 'no error: ' + String(p()); } catch (e) { r = e && e.name + ': ' + e.message; }
  console.log(n, p.toString().replace(/\s+/g, ' ').slice(0, 60), '=>', r);
});
