'use strict';
// The methods of readable streams that arrays have, too.
const { Readable, abortError, typeError } = native;
const { needSignal, controller, onAbort } = native.part('state');
const { finished, follow } = native.part('finished');
const { wait, go, asyncGenerator, each } = native.part('async');
const { from } = native.part('iterate');

const nothing = Symbol('nothing'); // what filter drops
const end = Symbol('end');

function needOptions(options) {
  if (options !== undefined && options !== null) native.needObject('options', options);
  if (options?.signal !== undefined && options?.signal !== null) needSignal(options.signal, 'options.signal');
}

// mapped checks the arguments of map and returns the generator of its results.
function mapped(stream, fn, options) {
  native.needFunction('fn', fn);
  needOptions(options);
  const concurrency = Math.floor(options?.concurrency ?? 1);
  const extra = Math.floor(options?.highWaterMark ?? concurrency - 1);
  native.needInteger('options.concurrency', concurrency, 1);
  native.needInteger('options.highWaterMark', extra, 0);
  const signal = options?.signal ?? null;
  const inner = controller();
  let unsignal = null;
  if (signal) {
    if (signal.aborted) inner.abort(signal.reason);
    else unsignal = onAbort(signal, () => inner.abort(signal.reason));
  }
  const queue = new Queue(stream, fn, inner.options, signal, concurrency, extra + concurrency);
  return asyncGenerator(queue.results(() => unsignal?.()));
}

// Queue calls fn for what comes from a stream, as many at a time as allowed, and
// keeps the results in order.
class Queue {
  constructor(stream, fn, options, signal, concurrency, limit) {
    Object.assign(this, { stream, fn, options, signal, concurrency, limit });
    this.promises = [];
    this.running = 0;
    this.done = false;
    this.arrived = null; // wakes up results
    this.resume = null; // wakes up pump
  }

  wake(name) {
    const f = this[name];
    this[name] = null;
    f?.();
  }

  maybeResume() {
    if (!this.done && this.running < this.concurrency && this.promises.length < this.limit) this.wake('resume');
  }

  add(promise) {
    const settled = () => {
      this.running--;
      this.maybeResume();
    };
    promise.then(settled, () => {
      this.done = true;
      settled();
    });
    this.promises.push(promise);
  }

  * pump() {
    const { stream, fn, signal } = this;
    const one = (value) => {
      try {
        const result = fn(value, this.options);
        return result === nothing ? null : Promise.resolve(result);
      } catch (err) {
        return Promise.reject(err);
      }
    };
    const self = this;
    try {
      const stopped = yield* each(stream, function* (value) {
        if (self.done) return true;
        if (signal?.aborted) throw abortError();
        const promise = one(value);
        if (promise === null) return false;
        self.running++;
        self.add(promise);
        self.wake('arrived');
        if (!self.done && (self.promises.length >= self.limit || self.running >= self.concurrency)) {
          yield wait(new Promise((resolve) => { self.resume = resolve; }));
        }
        return false;
      });
      if (!stopped) this.promises.push(end);
    } catch (err) {
      this.add(Promise.reject(err));
    } finally {
      this.done = true;
      this.wake('arrived');
    }
  }

  * results(cleanup) {
    go(this.pump());
    try {
      for (;;) {
        while (this.promises.length > 0) {
          const value = yield wait(this.promises[0]);
          if (value === end) return;
          if (this.signal?.aborted) throw abortError();
          if (value !== nothing) yield value;
          this.promises.shift();
          this.maybeResume();
        }
        yield wait(new Promise((resolve) => { this.arrived = resolve; }));
      }
    } finally {
      cleanup();
      this.done = true;
      this.wake('resume');
    }
  }
}

function filtered(stream, fn, options) {
  native.needFunction('fn', fn);
  return mapped(stream, async (value, given) => await fn(value, given) ? value : nothing, options);
}

function flattened(stream, fn, options) {
  const values = mapped(stream, fn, options);
  return asyncGenerator((function* () {
    yield* each(values, function* (value) {
      yield* each(value, function* (one) { yield one; });
    });
  })());
}

function count(number) {
  number = Number(number);
  if (Number.isNaN(number)) return 0;
  if (number < 0) throw native.outOfRange('number', '>= 0', number);
  return number;
}

// counted is a part of the chunks, by their number. The signal is looked at before each.
function counted(stream, number, options, some) {
  needOptions(options);
  number = count(number);
  return asyncGenerator((function* () {
    if (options?.signal?.aborted) throw abortError();
    yield* each(stream, function* (value) {
      if (options?.signal?.aborted) throw abortError();
      return yield* some(value, number--);
    });
  })());
}

function dropped(stream, number, options) {
  return counted(stream, number, options, function* (value, left) {
    if (left <= 0) yield value;
  });
}

function taken(stream, number, options) {
  return counted(stream, number, options, function* (value, left) {
    if (left > 0) yield value;
    return left <= 1;
  });
}

// first returns the first value that comes, in an array.
function* first(values) {
  let found = [];
  yield* each(values, function* (value) {
    found = [value];
    return true;
  });
  return found;
}

const async = (f) => function (...args) { return go(f.call(this, ...args)); };

const some = async(function* (fn, options) {
  return (yield* first(filtered(this, fn, options))).length > 0;
});

const every = async(function* (fn, options) {
  native.needFunction('fn', fn);
  return (yield* first(filtered(this, async (...args) => !(await fn(...args)), options))).length === 0;
});

const find = async(function* (fn, options) {
  return (yield* first(filtered(this, fn, options)))[0];
});

const forEach = async(function* (fn, options) {
  native.needFunction('fn', fn);
  yield* each(mapped(this, async (value, given) => {
    await fn(value, given);
    return nothing;
  }, options), function* () {});
});

const toArray = async(function* (options) {
  needOptions(options);
  const list = [];
  yield* each(this, function* (value) {
    if (options?.signal?.aborted) throw abortError(options.signal.reason);
    list.push(value);
  });
  return list;
});

const reduce = async(function* (...args) {
  const [reducer, , options] = args;
  let [, result] = args;
  native.needFunction('reducer', reducer);
  needOptions(options);
  const signal = options?.signal;
  if (signal?.aborted) {
    const err = abortError(signal.reason);
    this.once('error', () => {});
    yield wait(new Promise((resolve, reject) => finished(this.destroy(err), (e) => { if (e) reject(e); else resolve(); })));
    throw err;
  }
  const inner = controller();
  const unsignal = signal ? onAbort(signal, () => inner.abort()) : () => {};
  let started = args.length > 1;
  try {
    yield* each(this, function* (value) {
      if (signal?.aborted) throw abortError();
      if (started) result = yield wait(reducer(result, value, inner.options));
      else [result, started] = [value, true];
    });
    if (!started) throw typeError('ERR_MISSING_ARGS', 'Reduce of an empty stream requires an initial value');
  } finally {
    unsignal();
    inner.abort();
  }
  return result;
});

// compose is the method: what the stream gives goes through another.
function compose(stream, options) {
  needOptions(options);
  const composed = native.part('join').composeStreams(this, stream);
  if (options?.signal) follow(options.signal, composed);
  return composed;
}

const streaming = (f) => function (...args) { return from(Readable, f(this, ...args)); };

Object.assign(exports, {
  map: streaming(mapped), filter: streaming(filtered), flatMap: streaming(flattened), drop: streaming(dropped), take: streaming(taken),
  some, every, find, forEach, toArray, reduce, compose,
});
