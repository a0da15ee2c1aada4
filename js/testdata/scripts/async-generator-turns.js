'use strict';
// Async generators, turn by turn of promises: what they await, yield, delegate and return, requests
// in a queue, and what a generator is.
const log = [];
const say = (s) => log.push(s);
let turn = 0;
async function clock(n) { for (let i = 0; i < n; i++) { await null; say('t' + i); } }
async function* empty() {}
async function* two() { yield 1; yield Promise.resolve(2); return 3; }
async function* ret() { return; }
async function* awaited() { say('a0'); await 1; say('a1'); const x = yield 'y'; say('x' + x); try { yield 'z'; } finally { say('fin'); await 0; say('fin2'); } }
async function* dele() { const r = yield* two(); say('r' + r); yield* [Promise.resolve('s1'), 's2']; return 'end'; }
async function* thrower() { throw new Error('t'); }
async function* yrej() { try { yield Promise.reject(new Error('rej')); } catch (e) { say('caught ' + e.message); yield 'after'; } }
async function run(name, f) {
  say('== ' + name);
  const c = clock(14);
  try { await f(); } catch (e) { say('E:' + e.message); }
  say('end ' + name);
  await c;
}
const p = (l, pr) => pr.then((v) => say(l + JSON.stringify(v)), (e) => say(l + '!' + (e && e.message || e)));
(async () => {
  await run('empty', async () => { for await (const x of empty()); });
  await run('two', async () => { for await (const x of two()) say(x); });
  await run('ret', async () => { const g = ret(); await p('n', g.next()); await p('n', g.next()); });
  await run('queue', async () => { const g = two(); await Promise.all([p('1', g.next()), p('2', g.next()), p('3', g.next()), p('4', g.next())]); });
  await run('queue-ret', async () => { const g = two(); await Promise.all([p('1', g.next()), p('r', g.return('R')), p('3', g.next()), p('t', g.throw(new Error('T')))]); });
  await run('ret-start', async () => { const g = two(); await Promise.all([p('r', g.return(Promise.resolve('R'))), p('3', g.next())]); });
  await run('throw-start', async () => { const g = two(); await Promise.all([p('t', g.throw(new Error('T'))), p('3', g.next())]); });
  await run('ret-rej', async () => { const g = two(); await g.next(); await Promise.all([p('r', g.return(Promise.reject(new Error('RR')))), p('3', g.next())]); });
  await run('awaited', async () => { const g = awaited(); await p('1', g.next('q')); await p('2', g.next('w')); await p('r', g.return('ret')); });
  await run('awaited2', async () => { const g = awaited(); for await (const x of g) { say(x); if (x === 'z') break; } });
  await run('dele', async () => { for await (const x of dele()) say(x); });
  await run('dele-ret', async () => { const g = dele(); await p('1', g.next()); await p('r', g.return('RET')); await p('n', g.next()); });
  await run('dele-throw', async () => { const g = dele(); await p('1', g.next()); await p('r', g.throw(new Error('TH'))); await p('n', g.next()); });
  await run('thrower', async () => { await p('1', thrower().next()); for await (const x of thrower()); });
  await run('yrej', async () => { for await (const x of yrej()) say(x); });
  await run('sync', async () => { for await (const x of [1, Promise.resolve(2), 3]) say(x); });
  await run('syncrej', async () => { const it = { [Symbol.iterator]() { return { next() { return { value: Promise.reject(new Error('sr')), done: false }; }, return() { say('closed'); return {}; } }; } }; for await (const x of it) say(x); });
  await run('syncrej*', async () => { const it = { [Symbol.iterator]() { return { next() { return { value: Promise.reject(new Error('sr')), done: false }; }, return() { say('closed'); return {}; } }; } }; for await (const x of (async function* () { yield* it; })()) say(x); });
  await run('nothrow', async () => { const it = { [Symbol.iterator]() { return { next() { return { value: 1, done: false }; }, return() { say('closed'); return {}; } }; } }; const g = (async function* () { yield* it; })(); await p('1', g.next()); await p('t', g.throw(new Error('X'))); await p('n', g.next()); });
  await run('noasyncthrow', async () => { const it = { [Symbol.asyncIterator]() { return { next() { return { value: 1, done: false }; }, return() { say('closed'); return {}; } }; } }; const g = (async function* () { yield* it; })(); await p('1', g.next()); await p('t', g.throw(new Error('X'))); await p('n', g.next()); });
  await run('notobj', async () => { const it = { [Symbol.asyncIterator]() { return { next() { return 5; } }; } }; const g = (async function* () { yield* it; })(); await p('1', g.next()); });
  await run('finret', async () => { const g = (async function* () { try { yield 1; } finally { return 'fr'; } })(); await g.next(); await p('r', g.return('x')); });
  await run('finyield', async () => { const g = (async function* () { try { yield 1; } finally { yield 'fy'; } })(); await g.next(); await p('r', g.return('x')); await p('r', g.next('x')); });
  await run('retcatch', async () => { const g = (async function* () { try { return Promise.reject(new Error('in')); } catch (e) { say('c' + e.message); return 'ok'; } })(); await p('r', g.next()); });
  await run('foreign', async () => { const n = Object.getPrototypeOf(two.prototype).next; await p('f', n.call({})); await p('f', n.call(1)); });
  for (const l of log.join(' ').split('== ')) console.log(l);
  const g = two();
  console.log(String(g), g, Object.prototype.toString.call(two), g[Symbol.asyncIterator]() === g, Object.getPrototypeOf(g) === two.prototype, g instanceof two, Object.getOwnPropertyNames(g), Object.getOwnPropertyNames(Object.getPrototypeOf(two.prototype)));
  const { isGeneratorObject, isGeneratorFunction, isAsyncFunction } = require('util').types;
  console.log(isGeneratorObject(g), isGeneratorFunction(two), isAsyncFunction(two));
  console.log(typeof g.next, g.next.name, g.next.length, g.return.length, g.throw.length);
  class A { async *m() { yield this.x; } static async *s() { yield 's'; } x = 5; async *[Symbol.asyncIterator]() { yield* this.m(); yield arguments.length; } }
  for await (const x of new A()) console.log(x);
  for await (const x of A.s()) console.log(x);
  const o = { async *q(a, b = 2, ...c) { yield [a, b, c]; } };
  for await (const x of o.q(1, undefined, 3, 4)) console.log(x);
  console.log(Object.getPrototypeOf(o.q(1)) === o.q.prototype, o.q(1), new A().m());
  two.prototype.extra = 'E'; console.log(two().extra); 
  two.prototype = null; console.log(Object.getPrototypeOf(two()) === Object.getPrototypeOf(async function* () {}.prototype));
  const e = await (async function* named() { await null; throw new Error('st'); })().next().catch((e) => e);
  console.log(e.stack.split('\n').slice(0, 2).map((l) => l.replace(/\(.*\//, '(')).join('|'));
  const e2 = await (async function* named2() { throw new Error('st'); })().next().catch((e) => e);
  console.log(e2.stack.split('\n').slice(0, 2).map((l) => l.replace(/\(.*\//, '(')).join('|'));
  for (const v of [5, {}, null, undefined]) try { for await (const x of v); } catch (e) { console.log(e.message); }
  for (const v of [5, {}, null, undefined]) try { for await (const x of (async function* () { yield* v; })()); } catch (e) { console.log(e.message); }
  process.on('unhandledRejection', (e) => console.log('UR', e.message));
  const r = (async function* () { yield Promise.reject(new Error('u')); })(); r.next();
})();
