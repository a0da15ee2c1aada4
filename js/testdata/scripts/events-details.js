'use strict';
// What only careful readers of the documentation of events rely on.

const events = require('events');
const { EventEmitter, once, on, addAbortListener, getEventListeners } = events;
const { PassThrough, addAbortSignal } = require('stream');
const timers = require('timers/promises');
const { aborted } = require('util');

const names = new EventEmitter();
for (const name of ['b', '10', Symbol('s'), '2', 'a', '01', '-1']) names.on(name, () => {});
console.log(names.eventNames());

function told(several) {
  const emitter = new EventEmitter();
  const listener = function listener() {};
  emitter.on('removeListener', (name, gone) => console.log(several, name, gone.name, gone.listener && gone.listener.name));
  const add = () => {
    emitter.once('x', listener);
    if (several) emitter.on('x', function other() {});
  };
  add();
  emitter.emit('x');
  emitter.removeAllListeners('x');
  add();
  emitter.off('x', listener);
  add();
  emitter.removeAllListeners();
}
told(false);
told(true);
const wrapped = new EventEmitter().once('x', () => {}).rawListeners('x')[0];
console.log(wrapped.name, wrapped.length, typeof wrapped.listener);

for (const f of [() => EventEmitter.listenerCount(null, 'x'), () => EventEmitter.listenerCount(), () => getEventListeners(null, 'x'), () => events.setMaxListeners(2, null),
  () => EventEmitter.prototype.on.call(null, 'x', () => {}), () => EventEmitter.prototype.emit.call(undefined, 'x'),
  () => EventEmitter.prototype.on.call(5, 'x', () => {})]) {
  try {
    console.log(f());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}

for (const value of [{ then(_, reject) { reject(new Error('a thenable')); } }, { get then() { throw new Error('a getter'); } }, Promise.reject(undefined)]) {
  const emitter = new EventEmitter({ captureRejections: true });
  emitter.on('x', () => value).on('error', (reason) => console.log('captured', reason && reason.message));
  emitter.emit('x');
  console.log('emitted');
}
events.setMaxListeners(7);
console.log(events.defaultMaxListeners, new EventEmitter().getMaxListeners(), events.getMaxListeners(new EventTarget()));
events.setMaxListeners(10);

(async () => {
  for (const wrong of [null, undefined, 5]) await once(wrong, 'x').catch((error) => console.log(error.name, error.message));
  const emitter = new EventEmitter();
  const iterator = on(emitter, 'x');
  emitter.emit('x', 1);
  console.log(await iterator.next(), await iterator.return(), await iterator.next());

  // A listener that stops the event does not keep it from what waits for the signal.
  const controller = new AbortController();
  const { signal } = controller;
  signal.addEventListener('abort', (event) => event.stopImmediatePropagation());
  signal.addEventListener('abort', () => console.log('never'));
  addAbortListener(signal, () => console.log('addAbortListener'));
  const stream = addAbortSignal(signal, new PassThrough()).on('error', (error) => console.log('stream', error.name));
  const waiting = [once(emitter, 'y', { signal }), timers.setTimeout(1e6, null, { signal }), timers.setInterval(1e6, null, { signal }).next(),
    on(emitter, 'y', { signal }).next(), aborted(signal, {})];
  const target = new EventTarget();
  target.addEventListener('z', () => console.log('never'), { signal });
  controller.abort();
  target.dispatchEvent(new Event('z'));
  for (const { status, reason } of await Promise.allSettled(waiting)) console.log(status, reason && reason.name);
  console.log(stream.destroyed);

  const { reason } = signal;
  const failure = await timers.setTimeout(1, null, { signal }).catch((error) => error);
  const { constructor: AbortError } = failure;
  console.log(AbortError.name, failure instanceof Error, Object.keys(failure), failure.cause === reason, String(failure));
  console.log(new AbortError().message, new AbortError('m', { cause: 2 }).cause, String(new AbortError('m')), 'cause' in new AbortError());
  try {
    new AbortError('m', 5);
  } catch (error) {
    console.log(error.code, error.message);
  }
})();
