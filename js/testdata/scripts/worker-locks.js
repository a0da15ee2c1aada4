'use strict';
// Locks that all threads of a program share.

const { Worker, isMainThread, locks, threadId } = require('worker_threads');
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const tell = async (f) => {
  try {
    console.log('=>', await f());
  } catch (error) {
    console.log(error && error.name, error && error.code, error && error.message);
  }
};
const shown = ({ held, pending }) => [held, pending].map((list) => list.map(({ name, mode, clientId }) => [name, mode, clientId === `node-${process.pid}-${threadId}` ? 'this thread' : 'another']));

if (isMainThread) console.log(locks, Object.getOwnPropertyDescriptor(require('worker_threads'), 'locks').enumerable, locks.constructor.name, Object.prototype.toString.call(locks));
if (isMainThread) for (const name of Reflect.ownKeys(Object.getPrototypeOf(locks)).sort((a, b) => String(a) < String(b) ? -1 : 1)) {
  const { value, enumerable, configurable, writable } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(locks), name);
  console.log(name, enumerable, configurable, writable, typeof value === 'function' ? [value.name, value.length] : value);
}

async function wrong() {
  for (const args of [[], ['a'], ['a', 1], ['a', {}, 1], ['a', 1, () => {}], ['a', [], () => 1], ['-x', () => {}], ['a', { mode: 'x' }, () => {}], ['a', { mode: null }, () => {}],
    ['a', { steal: true, ifAvailable: true }, () => {}], ['a', { steal: true, mode: 'shared' }, () => {}], ['a', { signal: 1 }, () => {}], ['a', { signal: null }, () => {}],
    ['a', { signal: {} }, () => {}], ['a', { signal: AbortSignal.abort(new Error('before')) }, () => {}], ['a', { signal: new AbortController().signal, steal: true }, () => {}],
    ['a', { signal: new AbortController().signal, ifAvailable: true }, () => {}], [Symbol('s'), () => {}], [undefined, (lock) => lock.name], [5, null, (lock) => lock.name], ['a', () => {}, 5],
    ['', (lock) => lock.mode], ['a', { ifAvailable: 'yes' }, (lock) => lock.name], ['a', { steal: 1 }, (lock) => lock.mode]]) {
    console.log(args);
    await tell(() => locks.request(...args));
  }
}

async function turns() {
  console.log('before');
  const first = locks.request('r', async (lock) => {
    console.log('at once', lock.name, lock.mode, Object.prototype.toString.call(lock), lock.constructor.length);
    const later = locks.request('r', { mode: 'shared' }, () => 'later');
    console.log(...shown(await locks.query()), await locks.request('r', { ifAvailable: true }, (none) => none));
    return later.then.name;
  });
  console.log('after');
  await tell(() => first);

  const controller = new AbortController();
  await locks.request('s', async () => {
    const stopped = locks.request('s', { signal: controller.signal }, () => console.log('never'));
    controller.abort(new Error('why'));
    await tell(() => stopped);
  });

  locks.request('q', () => wait(10).then(() => console.log('goes on'))).catch((error) => console.log('stolen', error.name, error.code, error.message));
  const waiter = locks.request('q', () => console.log('waiter'));
  await locks.request('q', { steal: true }, async (lock) => {
    console.log('thief', lock.mode);
    await wait(20);
  });
  await waiter;

  const order = [];
  const enter = (name, mode, ms) => locks.request('o', { mode }, async () => {
    order.push(name);
    await wait(ms);
    order.push(`${name} ends`);
  });
  await Promise.all([enter('a', 'shared', 1), enter('b', 'shared', 50), enter('c', 'exclusive', 1), enter('d', 'shared', 1)]);
  console.log(order);
  console.log(shown(await locks.query()));
}

async function threads() {
  const worker = new Worker(__filename, { workerData: 'inside' });
  await locks.request('w', async () => {
    worker.postMessage('ask');
    await new Promise((resolve) => worker.once('message', resolve));
  });
  console.log(await new Promise((resolve) => worker.once('message', resolve)));
  // One that is over keeps nothing.
  await worker.terminate();
  console.log(await locks.request('kept', (lock) => lock.name), shown(await locks.query()));
}

if (isMainThread) wrong().then(turns).then(threads);
else {
  const { parentPort } = require('worker_threads');
  parentPort.on('message', () => {
    locks.request('w', (lock) => {
      locks.request('kept', () => new Promise(() => {}));
      parentPort.postMessage(`the thread has ${lock.name}`);
    });
    parentPort.postMessage('asked');
  });
}
