'use strict';
// Functions that are called less often than asked.

const { debounce, throttle, inspect } = require('util');
const tell = (f) => {
  try {
    return inspect(f());
  } catch (error) {
    return [error.name, error.code, error.message].join(' | ');
  }
};
const nothing = () => {};
const signal = AbortSignal.abort('before');
console.log(debounce.name, debounce.length, throttle.name, throttle.length);
for (const args of [[], [1], [nothing], [nothing, -1], [nothing, NaN], [nothing, '5'], [nothing, 1.5], [nothing, 2 ** 31], [nothing, 5, 1], [nothing, 5, null],
  [nothing, 5, []], [nothing, 5, { leading: 1 }], [nothing, 5, { rejectOnCancel: null }], [nothing, 5, { signal: 1 }], [nothing, 5, { signal }], [function named(a, b, c) {}, 5]]) {
  console.log(args.slice(1), tell(() => debounce(...args)));
}
for (const args of [[], [1], [nothing], [nothing, 0], [nothing, 1.5], [nothing, 1], [nothing, 1, -1], [nothing, 1, 2 ** 31], [nothing, 1, 5, null], [nothing, 1, 5, { concurrency: 0 }],
  [nothing, 1, 5, { concurrency: Infinity }], [nothing, 1, 5, { maxPending: -1 }], [nothing, 1, 5, { maxPending: 1.5 }], [nothing, 1, 5, { overflow: 'x' }], [nothing, 1, 5, { strict: 1 }],
  [nothing, 1, 5, { signal: null }], [nothing, 1, 5, { signal }], [function named(a, b, c) {}, 1, 0]]) {
  console.log(args.slice(1), tell(() => throttle(...args)));
}
for (const f of [debounce((a, b) => {}, 1), throttle((a, b) => {}, 1, 1)]) {
  console.log(f.length, f.name, Object.keys(f), f.ref() === f, f.unref() === f, f.cancel(), f.cancel.length);
  for (const name of ['pending', 'pendingCount', 'activeCount']) console.log(name, Object.getOwnPropertyDescriptor(f, name) !== undefined, f[name]);
}

const settled = async (...promises) => {
  for (const { status, value, reason } of await Promise.allSettled(promises)) {
    console.log(status, reason ? [reason.name, reason.code, reason.message, reason.cause] : value);
  }
};
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
process.on('unhandledRejection', (error) => console.log('unhandled', error.message, error.cause));

async function debounced() {
  const f = debounce(function (...args) {
    console.log('called', args, this === f);
    return args[0];
  }, 20);
  const [first, second] = [f(1), f.call({}, 2, 3)];
  console.log(f.pendingCount, f.pending === second, first === second);
  await settled(first, second);
  console.log(f.pending, f.pendingCount);
  const canceled = [f(3), f(4)];
  f.cancel('reason');
  f.cancel();
  await settled(...canceled);
  const flushed = f(5);
  console.log(f.flush(), f.flush());
  await settled(flushed);

  const strict = debounce((x) => x, 10, { rejectOnCancel: true });
  strict(6);
  await settled(strict(7), strict(8));

  const leading = debounce((x) => {
    console.log('leading', x);
    return x;
  }, 20, { leading: true });
  const [one, two] = [leading(1), leading(2)];
  console.log(leading.pendingCount);
  await settled(one, two);
  await settled(leading(3));
  leading.cancel();
  await settled(leading(4));
  leading.flush();
  const last = [leading(5), leading(6)];
  leading.flush();
  await settled(...last);

  await settled(debounce(() => { throw new Error('thrown'); }, 1)());
  const controller = new AbortController();
  const stopped = debounce((x) => x, 10, { signal: controller.signal });
  const waiting = stopped(1);
  controller.abort('stopped');
  await settled(waiting, stopped(2));
  f(9);
  f.cancel('for nobody');
  await wait(1);
}

async function throttledCalls() {
  // The intervals are longer than a busy machine takes for the calls of a list.
  const f = throttle(function (x) {
    console.log('called', x, this === f);
    return x;
  }, 2, 400);
  const state = () => console.log(f.pending instanceof Promise, f.pendingCount, f.activeCount, f.hasImmediateCapacity());
  state();
  const calls = [1, 2, 3, 4, 5].map((x) => f(x));
  state();
  console.log(f.pending === calls[4]);
  await settled(...calls);
  await wait(500);
  state();
  const canceled = [6, 7, 8].map((x) => f(x));
  f.cancel('reason');
  state();
  await settled(...canceled, f(9));

  await settled(...[1, 2, 3].map(throttle((x) => x, 1, 400, { maxPending: 1 })));
  await settled(...[1, 2].map(throttle((x) => x, 1, 400, { overflow: 'drop' })));
  throttle(nothing, 1, 400, { maxPending: 0, overflow: 'drop' })();
  let running = 0;
  const busy = throttle(async (x) => {
    console.log('running', ++running);
    await wait(5);
    running--;
    return x;
  }, 9, 10, { concurrency: 2 });
  const several = [1, 2, 3, 4].map((x) => busy(x));
  console.log(busy.activeCount, busy.pendingCount);
  await settled(...several);
  const controller = new AbortController();
  const stopped = throttle((x) => x, 1, 400, { signal: controller.signal });
  const waiting = [1, 2].map((x) => stopped(x));
  controller.abort('stopped');
  await settled(...waiting, stopped(3));
  let ran = 0;
  const strict = throttle(() => ++ran, 2, 400, { strict: true });
  const strictly = [1, 2, 3, 4, 5].map(() => strict());
  console.log(ran, strict.pendingCount);
  console.log(await Promise.all(strictly));
  await settled(throttle(() => { throw new Error('thrown'); }, 1, 1)());
  const free = throttle((x) => x, 1, 0);
  await settled(free(1), free(2));
  throttle(nothing, 1, 100000).unref()();
  const unreferenced = throttle(nothing, 1, 100000);
  unreferenced(1);
  unreferenced(2);
  unreferenced.unref();
}

debounced().then(throttledCalls);
