'use strict';
// Wrong offsets of set, and lengths of concat, which are looked at before the list.
const t = (what, f) => { try { console.log(what, f()); } catch (e) { console.log(what, e.name, e.code, e.message); } };
const b = () => Buffer.from('abcdef');
for (const a of [[[1, 2], -1], [[1, 2], 10], ['x'.repeat(10)], [[1], Infinity], [[1], NaN], [[1], 7], [[1], 5], [b(), 1], [null], [5], [{ length: 3 }, 1], [[], 99], [[], 6]]) t(`set ${a}`, () => { const x = b(); x.set(...a); return x; });
for (const C of [Uint8Array, Float64Array, BigInt64Array]) t(C.name, () => new C(2).set([], 3));
for (const a of [[[1], -1], [[], -1], [[b()], -1], ['x', -1], [[b()], NaN], [[b()], 1.5], [[b(), 1], 2], [[], 'x'], [[b()], null], [[b()], '2'], [[b()], 3], [[b()], 8], [[b(), b()]]]) t(`concat ${String(a[1])} ${a[0].length}`, () => Buffer.concat(...a));
