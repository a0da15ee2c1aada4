'use strict';
// util.inspect: what has no prototype, hidden properties and their colors, what custom functions
// return, URLs at the end of the depth, and util.format of all kinds.
const util = require('util');
{
const n = (o) => { Object.setPrototypeOf(o, null); return o; };
for (const o of [n(new Map([[1, 2]])), n(new Set([1])), n([1, 2]), n(new Date(0)), n(/a/), n(function f() {}), n(Promise.resolve(1)), n(new Uint8Array(2)), n(new WeakMap()), n(new Number(1)), n(new ArrayBuffer(2))]) {
  console.log(util.inspect(o).split('\n')[0], '|', util.inspect({ o }, { depth: 0 }), '|', util.inspect({ o: { o } }, { depth: 1, compact: false }).split('\n').join('~').slice(0, 120));
}
const u = new URL('http://u:p@h:8/p?q#f'), s = new AbortController().signal;
for (const v of [u, s, new URLSearchParams('a=1&b=2'), new EventTarget(), new ReadableStream(), new (require('net').BlockList)(), Object(Symbol('b')), new Map([[1, 2]]), Object(1n), new String('boxed'), require('crypto').createSecretKey(Buffer.alloc(2))]) {
  for (const f of ['%s', '%o', '%O', '%j', '%d']) { try { console.log(f, util.format(f, v).split('\n').join('~').slice(0, 150)); } catch (e) { console.log(f, e.message); } }
  console.log(util.inspect({ a: { v } }, { depth: 1 }), util.inspect({ v }, { depth: 0 }).replace(/\n/g, '~'), util.inspect([v], { depth: -1 }));
}
}
{
for (const k of ["a b", '3', 'a', "it's", '', '__proto__', 'ü', 'a\nb']) { const o = {}; Object.defineProperty(o, k, { value: 1, enumerable: false }); console.log(util.inspect(o, { showHidden: true }), JSON.stringify(util.inspect(o, { showHidden: true, colors: true }))); }
const o = {}; Object.defineProperty(o, Symbol('s'), { value: 'x', enumerable: false }); Object.defineProperty(o, 'g', { get() {}, enumerable: false }); console.log(JSON.stringify(util.inspect(o, { showHidden: true, colors: true })));
console.log(JSON.stringify(util.inspect([1, 2], { showHidden: true, colors: true })), JSON.stringify(util.inspect(new Map([[1, 2]]), { showHidden: true, colors: true })), JSON.stringify(util.inspect(new Uint8Array(1), { showHidden: true, colors: true })), JSON.stringify(util.inspect(new ArrayBuffer(1), { colors: true })));
}
{
const c = util.inspect.custom;
for (const ret of [42, 'a\nb', 5n, Symbol('q'), undefined, null, true, { a: 'x'.repeat(40), b: 'y'.repeat(40) }, ['x'.repeat(40), 'y'.repeat(40)], new Map([['x'.repeat(40), 'y'.repeat(40)]]), () => 1, new Error('E').message]) {
  const v = { [c]: () => ret };
  for (const colors of [false, true]) console.log(JSON.stringify(util.inspect(v, { colors })), JSON.stringify(util.inspect({ k: { deep: v } }, { colors, depth: 5 })), JSON.stringify(util.inspect([[v]], { colors, compact: false })), JSON.stringify(util.inspect(new Map([[v, v]]), { compact: true })));
}
}
for (const breakLength of [10, 20, 40]) console.log(util.inspect(new URLSearchParams('a=1&b=2'), { breakLength }), util.inspect([new URLSearchParams('a=1&b=2')], { breakLength, colors: true }));
console.log(util.inspect([new URL('http://u:p@h:8/p?q#f'), { url: Object.assign(new URL('http://a/'), { own: 1 }) }], { customInspect: false }), util.inspect({ a: new URL('http://a/') }, { customInspect: false, depth: 0 }));
