// Arguments that the traps of a proxy keep stay what they were.
const util = require('util');
let saved = [];
class H { #n = 0; apply(t, s, l) { this.#n++; saved.push(l); return l.length + this.#n } construct(t, l, nt) { saved.push(l); return { nt: nt === p } } get(t, k) { return k === 'mine' ? this.#n : Reflect.get(t, k) } }
const h = new H(), p = new Proxy(function f(a, b) {}, h);
console.log(p(1, 2), p('a', 'b', 'c'), new p(9, 8), Math.max(5, 6, 7), [1, 2, 3].map((x) => x + 1), p.mine, p.length, p.name);
console.log(saved, util.inspect(p, { showProxy: true }), util.inspect(new Proxy(() => {}, { apply: 5 }), { showProxy: true }));
try { new Proxy(() => {}, { apply: 5 })() } catch (e) { console.log(e.name) }
try { new Proxy(() => {}, { get: {} }).x } catch (e) { console.log(e.name) }
const q = new Proxy(function () { return [this, ...arguments] }, {}); console.log(q.call(1, 2, 3).length, new q(1), typeof q);
const r = Proxy.revocable(() => 5, { apply: (t, s, l) => l }); const l = r.proxy(1, 2); Math.max(3, 4, 5); console.log(l); r.revoke(); try { r.proxy() } catch (e) { console.log(e.name) }
console.log(util.inspect(r.proxy, { showProxy: true }), util.types.isProxy(p));
const dyn = {}; const d = new Proxy(class A { x = 1 }, dyn); console.log(new d()); dyn.construct = (t, l) => ({ l }); console.log(new d(1, 2));
class B extends d {} ; delete dyn.construct; console.log(new B());
const nested = new Proxy(p, { apply: (t, s, l) => t(...l, 'n') }); console.log(nested(1));
const hh = new Proxy({}, { get: (t, k) => { console.log('trap', String(k)); return undefined } }); const viaProxy = new Proxy(() => 1, hh); console.log(viaProxy(), viaProxy.x);
(async () => { const t = new Proxy(() => {}, { apply: async (t, s, args) => { await 1; return args } }); const a = t(1, { a: 1 }), b = t(2, 3); console.log(await a, await b); })();
try { new Proxy(() => {}) } catch (e) { console.log(e.message) } try { Proxy(() => {}, {}) } catch (e) { console.log(e.message) } try { new Proxy(() => {}, 5) } catch (e) { console.log(e.message) }
console.log(Object.keys(new Proxy(() => {}, { ownKeys: () => ['a', 'prototype'].slice(0, 1), getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }) })));
