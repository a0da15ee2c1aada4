'use strict';
// require('timers/promises'). The iterator of setInterval is written out:
// there are no async generators here.
const { asyncIteratorPrototype, abortError, invalidArgType, illegal, invalidThis, setTimeout, clearTimeout, setImmediate, clearImmediate, setInterval, clearInterval } = native;

// Aborted by a signal also when a listener before ours has stopped its event.
const resists = Symbol.for('nodejs.internal.kResistStopPropagation');

function check(delay, options) {
  if (delay !== undefined && typeof delay !== 'number') throw invalidArgType('delay', delay, 'number');
  if (options === null || typeof options !== 'object' || Array.isArray(options)) throw invalidArgType('options', options, 'object');
  const { signal, ref = true } = options;
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
    throw invalidArgType('options.signal', signal, 'AbortSignal');
  }
  if (typeof ref !== 'boolean') throw invalidArgType('options.ref', ref, 'boolean');
  return { signal, ref };
}

// wait starts a timer by begin(done), and rejects when the signal says so.
function wait(delay, value, options, begin, clear) {
  let signal, ref;
  try {
    ({ signal, ref } = check(delay, options));
    if (signal?.aborted) throw abortError(signal.reason);
  } catch (err) {
    return Promise.reject(err);
  }
  let aborted;
  const promise = new Promise((resolve, reject) => {
    const timer = begin(() => resolve(value));
    if (!ref) timer.unref();
    if (!signal) return;
    aborted = () => {
      clear(timer);
      reject(abortError(signal.reason));
    };
    signal.addEventListener('abort', aborted, { once: true, [resists]: true });
  });
  return signal ? promise.finally(() => signal.removeEventListener('abort', aborted)) : promise;
}

const later = (delay, value, options = {}) => wait(delay, value, options, (done) => setTimeout(done, delay), clearTimeout);
const soon = (value, options = {}) => wait(undefined, value, options, setImmediate, clearImmediate);

const generator = { __proto__: asyncIteratorPrototype, [Symbol.toStringTag]: 'AsyncGenerator' };

function every(delay, value, options = {}) {
  let timer, signal, waiting, ended = false, started = false, due = 0, aborted;
  const stop = () => {
    ended = true;
    clearInterval(timer);
    signal?.removeEventListener('abort', aborted);
  };
  const start = () => {
    started = true;
    let ref;
    ({ signal, ref } = check(delay, options));
    if (signal?.aborted) throw abortError(signal.reason);
    aborted = () => {
      clearInterval(timer);
      waiting?.reject(abortError(signal.reason));
      if (waiting) stop();
      waiting = undefined;
    };
    timer = setInterval(() => {
      due++;
      waiting?.resolve();
      waiting = undefined;
    }, delay);
    if (!ref) timer.unref();
    signal?.addEventListener('abort', aborted, { once: true, [resists]: true });
  };
  // One request after the other, as with any async generator; the first begins at once.
  let last;
  const inTurn = (f) => {
    const result = last ? last.then(f) : f();
    const over = () => { if (last === mine) last = undefined; };
    const mine = last = result.then(over, over);
    return result;
  };
  return Object.assign(Object.create(generator), {
    next: () => inTurn(async () => {
      if (ended) return { value: undefined, done: true };
      try {
        if (!started) start();
        if (due === 0) {
          if (signal?.aborted) throw abortError(signal.reason);
          await new Promise((resolve, reject) => { waiting = { resolve, reject }; });
        }
      } catch (err) {
        stop();
        throw err;
      }
      due--;
      return { value, done: false };
    }),
    return: (v) => inTurn(async () => {
      stop();
      return { value: v, done: true };
    }),
    throw: (err) => inTurn(async () => {
      stop();
      throw err;
    }),
  });
}

const named = (name, length, f) => Object.defineProperties(f, { name: { value: name }, length: { value: length } });
exports.setTimeout = named('setTimeout', 2, later);
exports.setImmediate = named('setImmediate', 1, soon);
exports.setInterval = named('setInterval', 2, every);

const kScheduler = Symbol('kScheduler');
class Scheduler {
  constructor() { throw illegal(); }
  yield() {
    if (!this[kScheduler]) throw invalidThis();
    return soon();
  }
  wait(delay, options) {
    if (!this[kScheduler]) throw invalidThis();
    return later(delay, undefined, options);
  }
}
exports.scheduler = Object.assign(Object.create(Scheduler.prototype), { [kScheduler]: true });
