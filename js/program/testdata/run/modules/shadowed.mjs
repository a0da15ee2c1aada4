import { counter, inc } from './live.mjs';
// Every kind of scope, with names of imports in and around it.
const log = [];
function a(counter) { return counter }
function b() { return counter; var counter }
function c() { { let counter = 'c'; log.push(counter) } return counter }
function d({ counter }, [inc = counter], ...rest) { return [counter, inc, rest.length] }
const e = (x = counter) => { const counter = 'e'; return x + counter };
const f = function counter() { return typeof counter };
const g = class inc { static inc = typeof inc; counter = counter; [`m${counter}`]() { return counter } static { var counter = 's'; log.push(counter) } };
function h() { try { throw ['h'] } catch ([counter]) { return counter } }
function i() { for (const counter of ['i']) return counter }
function j() { for (let counter = 'j', k = inc; ;) return [counter, k === inc] }
function k() { switch (counter) { case 1: function inc() { return 'k' } return inc() } }
function l() { for (var inc in { l: 1 }); return inc }
function m() { return { counter, inc: () => counter, counter2: { counter }.counter } }
function n() { class counter { static x = counter.name } return counter.x }
function o() { if (true) { function counter() {} } return typeof counter }
async function p() { const { [`${counter}`]: q = counter, ...counter2 } = { z: counter }; return [q, counter2.z] }
function* q() { yield counter; yield* [inc === inc] }
label: for (const x of [counter]) { for (;;) { log.push(x); break label } }
console.log(a(0), b(), c(), d({ counter: 7 }, []), e(), f(), g.inc, new g().counter, new g().m1(), h(), i(), j(), k(), l(), m().counter, m().inc(), m().counter2, n(), o(), await p(), [...q()], log);
console.log(typeof counter, void counter, -counter, counter?.toFixed(1), counter[0], delete { counter }.counter, (0, counter), counter ?? 0, `${counter}`, ((counter) => counter)(9), [counter, ...[counter]], { ...{ counter } });
