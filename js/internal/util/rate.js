'use strict';
// Functions that are called less often than asked: debounce and throttle.
const { needFunction, needObject, needBoolean, needInteger, needOneOf, invalidArgType, abortError, throttled, now, handled } = native;
const { setTimeout, clearTimeout } = require('timers');

const longest = 2 ** 31 - 1;

// as gives a function name and length the one that it stands for.
function as(f, named) {
  for (const name of ['length', 'name']) Object.defineProperty(f, name, { __proto__: null, value: named[name], configurable: true });
  return f;
}

// shows gives a function properties that are computed.
function shows(f, properties) {
  for (const [name, { get }] of Object.entries(properties)) Object.defineProperty(f, name, { __proto__: null, get });
}

function booleanOption(options, name) {
  const value = options[name];
  if (value !== undefined) needBoolean(`options.${name}`, value);
  return value ?? false;
}

function signalOption(options) {
  const { signal } = options;
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
    throw invalidArgType('options.signal', signal, 'AbortSignal');
  }
  return signal;
}

// alarm is one timer that keeps the program alive, or not.
function alarm(ring) {
  let timer;
  let kept = true;
  return {
    get set() { return timer !== undefined; },
    start(delay) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = undefined;
        ring();
      }, delay);
      if (!kept) timer.unref();
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
    ref() {
      kept = true;
      timer?.ref();
    },
    unref() {
      kept = false;
      timer?.unref();
    },
  };
}

// onAbort calls f when the signal is aborted; one that is already throws.
function onAbort(signal, f) {
  if (signal === undefined) return;
  if (signal.aborted) throw abortError(signal.reason);
  signal.addEventListener('abort', () => f(abortError(signal.reason)), { __proto__: null, once: true });
}

function debounce(fn, wait, options = {}) {
  needFunction('fn', fn);
  needInteger('wait', wait, 0, longest);
  needObject('options', options);
  const leading = booleanOption(options, 'leading');
  const rejectOnCancel = booleanOption(options, 'rejectOnCancel');
  const signal = signalOption(options);

  let last; // the call that waits, and how many it stands for
  let count = 0;
  let aborted;
  const timer = alarm(run);
  onAbort(signal, (error) => {
    aborted = error;
    fail(error);
  });

  function invoke(args, { resolve, reject }) {
    try {
      resolve(Reflect.apply(fn, debounced, args));
    } catch (error) {
      reject(error);
    }
  }
  function take() {
    const call = last;
    last = undefined;
    count = 0;
    timer.stop();
    return call;
  }
  function run() {
    const call = take();
    if (call) invoke(call.args, call);
  }
  function fail(error) { take()?.reject(error); }

  const debounced = as(function (...args) {
    const call = { args, ...Promise.withResolvers() };
    if (aborted) {
      call.reject(aborted);
      return call.promise;
    }
    if (leading && !timer.set) {
      timer.start(wait);
      invoke(args, call);
      return call.promise;
    }
    const before = last;
    last = call;
    count++;
    timer.start(wait);
    if (before && rejectOnCancel) {
      handled(before.promise);
      before.reject(new (abortError().constructor)('The debounced call was superseded'));
    } else if (before) before.resolve(call.promise);
    return call.promise;
  }, fn);
  debounced.cancel = function cancel(reason) { fail(abortError(reason)); };
  debounced.flush = function flush() { if (last) run(); };
  debounced.ref = function ref() {
    timer.ref();
    return debounced;
  };
  debounced.unref = function unref() {
    timer.unref();
    return debounced;
  };
  shows(debounced, {
    pending: { get() { return last ? last.promise : null; } },
    pendingCount: { get() { return count; } },
  });
  return debounced;
}

function throttle(fn, limit, interval, options = {}) {
  needFunction('fn', fn);
  needInteger('limit', limit, 1);
  needInteger('interval', interval, 0, longest);
  needObject('options', options);
  const { concurrency = Infinity, maxPending = Infinity, overflow = 'queue' } = options;
  if (concurrency !== Infinity) needInteger('options.concurrency', concurrency, 1);
  if (maxPending !== Infinity) needInteger('options.maxPending', maxPending, 0);
  needOneOf('options.overflow', overflow, ['queue', 'drop']);
  const signal = signalOption(options);
  const strict = booleanOption(options, 'strict');

  const queue = [];
  let times = []; // of the calls that count, from first on
  let first = 0;
  let active = 0;
  let aborted;
  const timer = alarm(drain);
  onAbort(signal, (error) => {
    aborted = error;
    fail(error);
  });

  // left is how long there is nothing more to be called: 0 for a call that may be made now.
  function left() {
    if (interval === 0) return 0;
    const time = now();
    if (strict) {
      while (first < times.length && time - times[first] >= interval) first++;
    } else if (first < times.length && time - times[first] >= interval) first = times.length;
    if (first > 1000 && first * 2 > times.length || first === times.length) {
      times = times.slice(first);
      first = 0;
    }
    return times.length - first < limit ? 0 : Math.max(Math.ceil(times[first] + interval - time), 1);
  }
  function settled(f) {
    return (value) => {
      active--;
      f(value);
      drain();
    };
  }
  function invoke({ args, resolve, reject }) {
    if (interval > 0) times.push(now());
    active++;
    let result;
    try {
      result = Promise.resolve(Reflect.apply(fn, throttledFunction, args));
    } catch (error) {
      result = Promise.reject(error);
    }
    result.then(settled(resolve), settled(reject));
  }
  function drain() {
    while (queue.length > 0 && active < concurrency) {
      const delay = left();
      if (delay > 0) {
        if (!timer.set) timer.start(delay);
        return;
      }
      invoke(queue.shift());
    }
  }
  function fail(error) {
    timer.stop();
    times = [];
    first = 0;
    for (const { reject } of queue.splice(0)) reject(error);
  }
  const capacity = () => !aborted && queue.length === 0 && active < concurrency && left() === 0;

  const throttledFunction = as(function (...args) {
    const call = { args, ...Promise.withResolvers() };
    if (aborted) call.reject(aborted);
    else if (capacity()) invoke(call);
    else if (overflow === 'drop' || queue.length >= maxPending) {
      handled(call.promise);
      call.reject(throttled());
    } else {
      queue.push(call);
      drain();
    }
    return call.promise;
  }, fn);
  throttledFunction.cancel = function cancel(reason) { fail(abortError(reason)); };
  throttledFunction.hasImmediateCapacity = function hasImmediateCapacity() { return capacity(); };
  throttledFunction.ref = function ref() {
    timer.ref();
    return throttledFunction;
  };
  throttledFunction.unref = function unref() {
    timer.unref();
    return throttledFunction;
  };
  shows(throttledFunction, {
    pending: { get() { return queue.length > 0 ? queue.at(-1).promise : null; } },
    pendingCount: { get() { return queue.length; } },
    activeCount: { get() { return active; } },
  });
  return throttledFunction;
}

Object.assign(exports, { debounce, throttle });
