// The source of functions: scripts send them as text to workers and other processes.
const fns = [() => ({}), () => (1), () => new Map(), () => new Map, () => new Map([]), () => new (class {})(), () => new (class {}), () => 1 + (2), () => a instanceof (b), () => (a, b), () => ((a)), () => a ? b : (c), () => async () => (1), () => (x => (x)), x => y => (y), () => typeof (1), () => -(1), () => a = (b), () => a => ({}), () => [...(a)], () => `x${(1)}`, () => a?.(b), () => a?.[(b)], () => (a)`x`, () => (a)++, () => ++(a), () => !(a && (b)), () => (function () {}), () => (class {}), async () => await (1), async (x) => (x), () => yield_ || (1), () => a ** (2), () => 'x' in (o), () => void (0), () => delete (a.b), () => a.b.c, () => new a.b.c(), () => new (a.b()).c(), () => new (foo)(), () => new new X()(), () => new new X, (a = (1)) => (a), ({ a = (1) }) => ({ a }),
function () { return (1) }, class A { x = (1); y = () => (2); static z = new Map(); m() { return (1); } }, { f: () => (1) }.f, { m() { return (1) } }.m, { get a() { return (1) } }, { [('k')]() {} }.k, (/* c */) => (1) /* after */, () => /x/.test((1)), ()=>(1)/2, () => (1) .toString(), () => super_.x()
];
for (const f of fns) console.log(String(f));
class B extends Object { m() { return () => (super.toString); } constructor() { (() => (super()))(); this.f = () => (this); } }
console.log(String(new B().m()), String(new B().f));
const { Worker } = require('worker_threads');
const job = ({ n = (1) }) => ({ twice: n * (2) });
new Worker(`require('worker_threads').parentPort.postMessage((${job})({ n: 21 }))`, { eval: true }).on('message', (m) => {
  console.log(m, Function.prototype.toString.name, Function.prototype.toString.length);
  try { Function.prototype.toString.call({}); } catch (e) { console.log(e.message); }
});
