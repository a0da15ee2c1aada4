'use strict';
// Generators that are ended or thrown into at a yield within try, and what finally blocks throw.
{
const out = [];
function t(name, f) { try { out.push(name + ' ' + f()); } catch (e) { out.push(name + '! ' + e.message); } }
t('plain', () => { let n = 0; try { try { n++; } catch (e) { n += 100; } finally { n += 10; throw new Error('a'); } } catch (e) { return n + e.message; } });
t('break', () => { let n = 0; try { for (;;) { try { n++; break; } catch (e) { n += 100; } finally { n += 10; throw new Error('a'); } } } catch (e) { return n + e.message; } });
t('caughtfirst', () => { let n = 0; try { try { throw 1; } catch (e) { n++; } finally { n += 10; throw new Error('a'); } } catch (e) { return n + e.message; } });
t('catch throws', () => { let n = 0; try { try { throw 1; } catch (e) { n++; throw 2; } finally { n += 10; throw new Error('a'); } } catch (e) { return n + e.message; } });
t('ret', () => { let n = 0; const f = () => { try { n++; return 1; } catch (e) { n += 100; } finally { n += 10; throw new Error('a'); } }; try { f(); } catch (e) { return n + e.message; } });
function* g1() { let n = 0; try { n++; } catch (e) { n += 100; } finally { n += 10; try { yield n; } finally { n += 1000; out.push('n' + n); } } }
t('g1', () => { const g = g1(); g.next(); try { g.throw(new Error('x')); } catch (e) { return e.message; } });
function* g2() { let n = 0; try { n++; } catch (e) { n += 100; } finally { n += 10; yield n; out.push('never'); } }
t('g2', () => { const g = g2(); g.next(); try { const v = g.throw(new Error('x')); return 'v' + JSON.stringify(v); } catch (e) { return e.message; } });
function* g3() { try { yield 1; } finally { yield 2; out.push('g3 never'); } }
t('g3 return throw', () => { const g = g3(); g.next(); const v = g.return(5).value; try { return v + JSON.stringify(g.throw(new Error('x'))); } catch (e) { return v + e.message; } });
t('g3 after', () => { const g = g3(); g.next(); g.return(5); try { g.throw(new Error('x')); } catch (e) { } return JSON.stringify([g.next(), g.return(3)]); });
function* g4() { try { try { yield 1; } finally { yield 2; } } catch (e) { yield 'c' + e.message; } finally { yield 'f'; } }
t('g4', () => { const g = g4(); g.next(); const r = [g.return(5), g.throw(new Error('x')), g.next(), g.next(), g.next()]; return JSON.stringify(r); });
t('g4r', () => { const g = g4(); g.next(); const r = [g.return(5), g.return(6), g.next(), g.next(), g.next()]; return JSON.stringify(r); });
t('g4n', () => { const g = g4(); g.next(); const r = [g.return(5), g.next(), g.next(), g.next()]; return JSON.stringify(r); });
function* g5() { for (const x of [1, 2]) { try { yield x; } finally { yield 'f' + x; } } }
t('g5', () => { const g = g5(); g.next(); const r = [g.return(5)]; try { r.push(g.throw(new Error('x'))); } catch (e) { r.push(e.message); } r.push(g.next()); return JSON.stringify(r); });
function* g6() { try { yield 1; } finally { throw new Error('inner'); } }
t('g6', () => { const g = g6(); g.next(); try { g.return(5); } catch (e) { return e.message + JSON.stringify(g.next()); } });
function* g7() { try { try { yield 1; } finally { throw new Error('inner'); } } catch (e) { yield e.message; } }
t('g7', () => { const g = g7(); g.next(); return JSON.stringify([g.return(5), g.next()]); });
function* g8() { while (true) { try { yield 1; } finally { break; } } yield 2; return 3; }
t('g8', () => { const g = g8(); g.next(); return JSON.stringify([g.return(5), g.next(), g.next()]); });
function* g9() { try { yield 1; } finally { return 9; } }
t('g9', () => { const g = g9(); g.next(); return JSON.stringify([g.return(5), g.next()]); });
function* g10() { try { yield 1; } finally { try { yield 2; } catch (e) { out.push('in ' + e.message); yield 3; } } }
t('g10', () => { const g = g10(); g.next(); return JSON.stringify([g.return(5), g.throw(new Error('z')), g.next(), g.next()]); });
t('nested after', () => { const g = g3(); g.next(); g.return(5); const h = g3(); h.next(); try { g.throw(new Error('p')); } catch (e) { try { h.throw(new Error('q')); } catch (e2) { return e.message + e2.message; } return 'h yields'; } });
t('outer', () => { let s = ''; for (let i = 0; i < 3; i++) { const g = g3(); g.next(); g.return(1); try { g.throw(new Error('o' + i)); } catch (e) { s += e.message; } finally { s += 'f'; } } return s; });
(async () => {
  const rej = (m) => Promise.reject(new Error(m));
  const at = async (name, f) => { try { out.push(name + ' ' + await f()); } catch (e) { out.push(name + '! ' + e.message); } };
  await at('a1', async () => { let n = 0; try { try { n++; } catch (e) { n += 100; } finally { n += 10; await rej('r'); } } catch (e) { return n + e.message; } });
  await at('a2', async () => { let n = 0; try { for (;;) { try { n++; break; } catch (e) { n += 100; } finally { n += 10; await rej('r'); } } } catch (e) { return n + e.message; } });
  await at('a3', async () => { let n = 0; const f = async () => { try { n++; return 1; } catch (e) { n += 100; } finally { n += 10; await rej('r'); } }; try { await f(); } catch (e) { return n + e.message; } });
  await at('a4', async () => { let n = 0; try { try { throw 1; } catch (e) { n++; } finally { n += 10; await rej('r'); } } catch (e) { return n + e.message; } });
  await at('a5', async () => { let n = 0; try { try { throw 1; } catch (e) { n++; throw 2; } finally { n += 10; await rej('r'); } } catch (e) { return n + e.message; } });
  await at('a6', async () => { let n = 0; try { try { throw 1; } finally { n += 10; await rej('r'); } } catch (e) { return n + e.message; } });
  await at('a7', async () => { let n = 0; try { try { n++; } finally { n += 10; await null; throw new Error('s'); } } catch (e) { return n + e.message; } });
  await at('a8', async () => { let n = 0; try { try { n++; } catch (e) { n += 100; } finally { n += 10; await null; throw new Error('s'); } } catch (e) { return n + e.message; } });
  console.log(out.join('\n'));
})();
}
{
const it = () => ({ [Symbol.iterator]() { return { next() { return { value: 1, done: false }; }, return() { console.log('closed'); return {}; } }; } });
function* a() { try { for (const x of it()) { try { yield x; } finally { yield 'in'; } } } finally { console.log('outer'); } }
let c = a(); c.next(); console.log(c.return(9), c.next(), c.next());
function* b() { for (const x of it()) { try { yield x; } finally { yield 'in'; } } }
c = b(); c.next(); console.log(c.return(9), c.next(), c.next());
function* d() { try { for (const x of it()) { yield x; } } finally { console.log('outer'); } }
c = d(); c.next(); console.log(c.return(9), c.next(), c.next());
function* e() { try { for (const x of it()) { try { yield x; } finally { console.log('inner'); } } } finally { console.log('outer'); } }
c = e(); c.next(); console.log(c.return(9), c.next(), c.next());
c = a(); c.next(); try { console.log(c.throw(new Error('z'))); console.log(c.next()); } catch (e) { console.log(e.message); }
function f() { try { for (const x of it()) { try { throw 5; } finally { console.log('in'); } } } finally { console.log('outer'); } }
try { f(); } catch (e) { console.log(e); }
function* g() { try { for (const x of it()) { try { throw 5; } finally { yield 'in'; } } } finally { console.log('outer'); } }
c = g(); try { console.log(c.next(), c.next()); } catch (e) { console.log(e); }
(async () => { try { for (const x of it()) { try { throw 5; } finally { await 1; } } } finally { console.log('outer'); } })().catch((e) => console.log('async', e));
}
{
const P = Object.getPrototypeOf(function* () {}.prototype);
for (const k of Reflect.ownKeys(P)) { const d = Object.getOwnPropertyDescriptor(P, k); console.log(String(k), d.writable, d.enumerable, d.configurable, typeof d.value === 'function' ? [d.value.name, d.value.length, String(d.value), 'prototype' in d.value, Object.getOwnPropertyNames(d.value)] : d.value); }
try { new P.next(); } catch (e) { console.log(e.message); }
function* f() { yield 1; } 
const g = f(); for (const m of ['throw']) try { g[m](new Error('st')); } catch (e) { console.log(e.stack.split('\n').length > 1); }
function* r() { r1.next(); yield 1; } const r1 = r(); try { r1.next(); } catch (e) { console.log(e.message); }
function* r3() { try { yield 1; } finally { try { r2.return(3); } catch (e) { console.log(e.message); } } } const r2 = r3(); r2.next(); console.log(r2.return(4));
console.log(f().return(7), f().return(), [...f()]);
function* dg() { try { yield* f(); } finally { console.log('dg'); } } const d = dg(); d.next(); console.log(d.return(3), d.next());
const inner = { [Symbol.iterator]() { return this; }, next() { return { value: 'n', done: false }; } };
function* d2() { try { yield* inner; } finally { console.log('d2'); } } const e2 = d2(); e2.next(); console.log(e2.return(3)); 
for (const ret of [() => ({ value: 'kept', done: false }), () => 5, () => { throw new Error('rt'); }, () => ({ done: true }), null]) { const it = { ...inner, return: ret, [Symbol.iterator]() { return this; } }; function* d3() { try { yield* it; } catch (e) { console.log('c', e.message); yield 'after'; } finally { console.log('f'); } } const x = d3(); x.next(); try { console.log(x.return(3), x.next()); } catch (e) { console.log('E', e.message); } }
for (const x of f()) { break; }
const [a] = f();
function* cl() { try { for (const x of { [Symbol.iterator]() { return { next() { return { value: 1, done: false }; }, return() { console.log('closed'); return {}; } }; } }) { try { yield x; } finally { yield 'in'; } } } finally { console.log('outer'); } }
const c = cl(); c.next(); console.log(c.return(9), c.next(), c.next());
class X { *m() { try { yield this.v; } catch ({ message }) { yield message; } finally { yield 'F'; } } v = 5; }
const xm = new X().m(); console.log(xm.next(), xm.return('R'), xm.next(), xm.next());
}
{
(async () => {
  let n = 0;
  const it = { [Symbol.asyncIterator]() { return this; }, next() { return Promise.resolve({ value: 1, done: false }); }, return() { n++; return Promise.reject(new Error('R' + n)); } };
  try { for await (const v of it) { break; } } catch (e) { console.log(e.message, n); }
  n = 0;
  try { for await (const v of it) { throw new Error('mine'); } } catch (e) { console.log(e.message, n); }
  n = 0;
  await (async () => { for await (const v of it) return 5; })().catch((e) => console.log(e.message, n));
  async function* g() { for await (const v of it) { yield v; break; } }
  n = 0;
  try { for await (const v of g()); } catch (e) { console.log(e.message, n); }
  n = 0;
  const m = async () => { try { return 1; } finally { n++; await Promise.reject(new Error('F')); } };
  await m().catch((e) => console.log(e.message, n));
  n = 0;
  const m2 = async () => { try { try { n += 1; } finally { n += 10; await Promise.reject(new Error('F')); } } catch (e) { console.log('c', e.message, n); } };
  await m2();
  n = 0;
  const m3 = async () => { try { for (;;) { break; } } catch (e) { n += 100; } finally { try { n++; await Promise.reject(new Error('G')); } finally { n += 10; } } };
  await m3().catch((e) => console.log(e.message, n));
  n = 0;
  const m4 = async () => { for (let i = 0; i < 2; i++) { try { n++; break; } finally { n += 10; await Promise.reject(new Error('H')); } } };
  await m4().catch((e) => console.log(e.message, n));
  n = 0;
  function* k() { for (let i = 0; i < 2; i++) { try { n++; break; } finally { n += 10; yield 1; } } }
  const kk = k(); kk.next(); try { kk.throw(new Error('K')); } catch (e) { console.log(e.message, n); }
  n = 0;
  function* k2() { try { n++; return 1; } finally { n += 10; yield 1; } }
  const kk2 = k2(); kk2.next(); try { kk2.throw(new Error('K')); } catch (e) { console.log(e.message, n); }
  n = 0;
  function* k3() { try { n++; throw 1; } finally { n += 10; yield 1; } }
  const kk3 = k3(); kk3.next(); try { kk3.throw(new Error('K')); } catch (e) { console.log(e.message, n); }
  n = 0;
  function* k4() { try { n++; yield 0; } finally { n += 10; yield 1; } }
  const kk4 = k4(); kk4.next(); kk4.return(4); try { kk4.throw(new Error('K')); } catch (e) { console.log(e.message, n); }
  n = 0;
  function* k5() { try { n++; } catch (e) { n += 100; } finally { n += 10; yield 1; } }
  const kk5 = k5(); kk5.next(); try { kk5.throw(new Error('K')); } catch (e) { console.log(e.message, n); }
})();
}
