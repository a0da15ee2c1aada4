'use strict';
// Small functions of util.

const util = require('util');
const tell = (f) => {
  try {
    return f();
  } catch (error) {
    return [error.name, error.code, error.message].join(' | ');
  }
};
console.log(Object.keys(util).join());
for (const name of ['convertProcessSignalToExitCode', 'markPromiseAsHandled', 'setTraceSigInt', 'transferableAbortController', 'transferableAbortSignal', 'debounce', 'throttle', 'MIMEType']) {
  const { get, set, enumerable, configurable, writable } = Object.getOwnPropertyDescriptor(util, name);
  if (name !== 'MIMEType') console.log(get && get.name, set, writable);
  console.log(util[name].name, util[name].length, enumerable, configurable);
}
for (const signal of ['SIGTERM', 'SIGKILL', 'SIGINT', 'SIGABRT', 'SIGWINCH', 'SIGRTMIN', 'sigterm', '', undefined, 15]) console.log(signal, tell(() => util.convertProcessSignalToExitCode(signal)));
for (const on of [true, false]) console.log(util.setTraceSigInt(on));

process.on('unhandledRejection', (error) => console.log('unhandled', error));
process.on('rejectionHandled', (promise) => console.log('handled later', promise === late));
for (const wrong of [undefined, 5, { then() {} }]) console.log(tell(() => util.markPromiseAsHandled(wrong)));
console.log(util.markPromiseAsHandled(Promise.reject('handled')), util.markPromiseAsHandled(Promise.resolve(1)));
util.markPromiseAsHandled(new Promise((_, reject) => setImmediate(() => reject('handled'))));
const late = Promise.reject('late');
setTimeout(() => util.markPromiseAsHandled(late), 10);

const abort = () => {
  const move = (signal) => structuredClone(signal, { transfer: [signal] });
  for (const wrong of [undefined, {}, { aborted: false }]) console.log(tell(() => util.transferableAbortSignal(wrong)));
  const plain = new AbortController().signal;
  console.log(structuredClone(plain), tell(() => move(plain)));
  const controller = util.transferableAbortController();
  console.log(controller, controller instanceof AbortController, tell(() => structuredClone(controller.signal)), tell(() => structuredClone(controller, { transfer: [controller] })));
  const moved = move(controller.signal);
  const again = move(controller.signal);
  console.log(moved, moved === controller.signal, moved instanceof AbortSignal);
  moved.addEventListener('abort', () => console.log('followed', moved.reason.message, again.aborted || 'not yet'));
  controller.abort(new Error('why'));
  console.log(moved.aborted, move(controller.signal).reason.message, move(util.transferableAbortSignal(AbortSignal.abort('early'))).reason);

  const { Worker } = require('worker_threads');
  const far = util.transferableAbortController();
  const worker = new Worker(`require('worker_threads').parentPort.once('message', (signal) => {
    signal.onabort = () => { console.log('in the thread', signal.reason); clearInterval(timer); };
    const timer = setInterval(() => {}, 1000);
    require('worker_threads').parentPort.postMessage('ready');
  })`, { eval: true });
  worker.on('message', () => far.abort({ custom: 1 }));
  worker.postMessage(far.signal, [far.signal]);
};
setTimeout(abort, 30);
