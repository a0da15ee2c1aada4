const ah = require('async_hooks');
const { AsyncLocalStorage: A, AsyncResource: R } = ah;
print(Object.keys(ah)); for (const c of [A, R]) print(Object.getOwnPropertyNames(c).sort(), Object.getOwnPropertyNames(c.prototype).sort());
const t = (f) => { try { print(f()); } catch (e) { print(e.name, e.code, e.message); } };
t(() => new A(5)); t(() => new A({ name: 5 }).name); t(() => new A({ name: 'n' }).name); t(() => new A({ defaultValue: 7 }).getStore()); t(() => A.bind(5)); t(() => new A().run(1, 5)); t(() => new R()); t(() => new R('x', { triggerAsyncId: -5 })); t(() => new R('x').runInAsyncScope(5)); t(() => new R('x').bind(5)); t(() => R.bind(5)); t(() => R.bind(function foo(a, b) {}, 'x').length); t(() => new R('x').bind(function foo(a, b) {}).name); t(() => ah.createHook({ init: 5 })); t(() => ah.createHook({}).enable().disable().constructor.name); t(() => ah.executionAsyncId() + ' ' + ah.triggerAsyncId()); t(() => new R('x', 5).triggerAsyncId());
const als = new A(), other = new A();
print(als.getStore(), als.run('a', () => als.getStore()), als.getStore(), als.run(1, (x, y) => x + y, 2, 3));
als.run('ctx', () => {
  other.run('o', () => setTimeout(() => print('timeout', als.getStore(), other.getStore()), 80));
  setImmediate((x) => print('immediate', als.getStore(), x), 5);
  process.nextTick(() => { print('tick', als.getStore()); als.run('inner', () => process.nextTick(() => print('inner tick', als.getStore()))); });
  queueMicrotask(() => print('micro', als.getStore()));
  Promise.resolve().then(() => print('then', als.getStore()));
  (async () => { await null; print('await', als.getStore()); await new Promise((r) => setTimeout(r, 250)); print('await timer', als.getStore()); })();
  als.exit(() => { print('exit', als.getStore()); setTimeout(() => print('exit timeout', als.getStore()), 160); });
  new Promise((r) => als.run('resolver', () => setTimeout(r, 450))).then(() => print('resolved', als.getStore()));
  const iv = setInterval(() => { print('interval', als.getStore()); clearInterval(iv); }, 600);
});
process.nextTick(() => print('outside', als.getStore())); Promise.resolve().then(() => print('outside promise', als.getStore()));
const snap = als.run('snap', () => A.snapshot()); print(snap(() => als.getStore()), als.run('z', () => snap((x) => als.getStore() + x, 1)));
const bound = als.run('bound', () => A.bind((x) => als.getStore() + x)); print(bound('!'));
const res = als.run('res', () => new R('T')); print(res.runInAsyncScope(function (x) { return [als.getStore(), x, this.y]; }, { y: 1 }, 2), res.runInAsyncScope(() => ah.executionAsyncId() === res.asyncId())); print(als.run('q', () => res.bind(() => als.getStore()))());
try { als.run('throws', () => { throw new Error('x'); }); } catch (e) { print(e.message, als.getStore()); }
setTimeout(() => { als.enterWith('entered'); setTimeout(() => { print('after enter', als.getStore()); entered = true; }, 1); Promise.resolve().then(() => { print('enter promise', als.getStore()); als.disable(); print(als.getStore()); }); }, 750);
let entered = false;
const later = setInterval(() => { if (entered) { print('not entered', als.getStore()); clearInterval(later); } }, 10);
const E = require('events').EventEmitterAsyncResource; t(() => new E().asyncResource); const ee = als.run('ee', () => new E({ name: 'Q' })); ee.on('x', (v) => print('emitted', als.getStore(), v)); ee.emit('x', 3); print(ee.asyncResource.eventEmitter === ee, typeof ee.asyncId, ee instanceof require('events'), ee.asyncResource.constructor.name); class Sub extends E { } print(new Sub().emit('y'));
