'use strict';
// Async generators. A program's own are translated to generators that give an Await for
// what they await, and anything else for what they yield.
const { symbol: { asyncIterator } } = native;

class Await {
  constructor(value, delegate) {
    this.value = value;
    this.delegate = delegate;
  }
}

// Passed is what yield* has from another: it was awaited there.
class Passed {
  constructor(value) { this.value = value; }
}

// settled calls one of the functions with what a value is awaited to.
async function settled(value, next, failed) {
  let awaited;
  try { awaited = await value; } catch (err) { failed(err); return; }
  next(awaited);
}

const start = 0, running = 1, waiting = 2, done = 3;

// begin makes what answers the requests of a generator: each when those before it are
// answered.
function begin(body) {
  let state = start;
  const requests = [];

  // serve does what the first request asks for.
  function serve() {
    while (requests.length > 0) {
      const { kind, value } = requests[0];
      if (state === waiting || state === start && kind === 'next') {
        state = running;
        if (kind === 'return') settled(value, (v) => step(kind, v), failed);
        else step(kind, value);
        return;
      }
      if (kind === 'return') {
        state = running;
        settled(value, (v) => end({ value: v, done: true }), endWith);
        return;
      }
      state = done;
      const { resolve, reject } = requests.shift();
      if (kind === 'throw') reject(value); else resolve({ value: undefined, done: true });
    }
  }

  function end(result) {
    state = done;
    requests.shift().resolve(result);
    serve();
  }

  function endWith(err) {
    state = done;
    requests.shift().reject(err);
    serve();
  }

  // step has the generator go on until it awaits or yields.
  function step(kind, value) {
    let result;
    try { result = body[kind](value); } catch (err) { endWith(err); return; }
    const given = result.value;
    if (result.done) end({ value: given, done: true });
    else if (given instanceof Passed) yielded(given.value);
    else if (!(given instanceof Await)) settled(given, yielded, failed);
    else settled(given.value, given.delegate && kind === 'return' ? (v) => step(kind, v) : next, failed);
  }

  const next = (v) => step('next', v);
  const failed = (err) => step('throw', err);

  function yielded(value) {
    state = waiting;
    requests.shift().resolve({ value, done: false });
    serve();
  }

  return (kind, value) => {
    let resolve, reject;
    const answer = new Promise((a, b) => { resolve = a; reject = b; });
    requests.push({ kind, value, resolve, reject });
    if (state !== running) serve();
    return answer;
  };
}

function shown(o) {
  if (o === null || typeof o !== 'object' && typeof o !== 'function') return String(o);
  const tag = Object.prototype.toString.call(o);
  return tag === '[object Object]' ? '#<Object>' : tag;
}

function needObject(result) {
  if (result === null || typeof result !== 'object' && typeof result !== 'function') throw new TypeError(`Iterator result ${String(result)} is not an object`);
}

const needsThrow = () => new TypeError("The iterator does not provide a 'throw' method.");

function methodOf(iterator, name) {
  const f = iterator[name];
  if (f !== undefined && f !== null) return (v) => f.call(iterator, v);
}

// fromSync is an async iterator of one that is not.
function fromSync(iterator) {
  const step = iterator.next;
  const close = () => methodOf(iterator, 'return')?.();
  async function passed(ask, closes) {
    const result = ask();
    needObject(result);
    const { done: ended, value } = result;
    try { return { value: await value, done: ended }; } catch (err) {
      if (closes && !ended) try { close(); } catch { /* the first error counts */ }
      throw err;
    }
  }
  return {
    next(v) { return passed(() => step.call(iterator, v), true); },
    return(v) {
      return passed(() => {
        const f = methodOf(iterator, 'return');
        return f === undefined ? { value: v, done: true } : f(v);
      }, false);
    },
    throw(v) {
      return passed(() => {
        const f = methodOf(iterator, 'throw');
        if (f !== undefined) return f(v);
        close();
        throw needsThrow();
      }, true);
    },
  };
}

function plain(iterable) {
  const method = iterable[Symbol.iterator];
  if (typeof method !== 'function') throw new TypeError(`${shown(method)} is not a function`);
  return method.call(iterable);
}

// delegate is what yield* goes over instead of an async iterator: it gives each of its
// results to be awaited, and is asked again with what that has led to.
function delegate(iterable) {
  const method = iterable[asyncIterator];
  const iterator = method === undefined || method === null ? fromSync(plain(iterable)) : method.call(iterable);
  const { next } = iterator;
  let awaiting; // what comes after that
  const wait = (result, f) => {
    awaiting = f;
    return { value: new Await(result, true), done: false };
  };
  const pass = (result) => {
    needObject(result);
    return result.done ? { value: result.value, done: true } : { value: new Passed(result.value), done: false };
  };
  const resume = (v) => {
    const f = awaiting;
    awaiting = undefined;
    return f(v);
  };
  return {
    [Symbol.iterator]() { return this; },
    next(v) { return awaiting ? resume(v) : wait(next.call(iterator, v), pass); },
    return(v) {
      if (awaiting) return resume(v);
      const f = methodOf(iterator, 'return');
      return f === undefined ? { value: v, done: true } : wait(f(v), pass);
    },
    throw(v) {
      if (awaiting) {
        awaiting = undefined;
        throw v;
      }
      const f = methodOf(iterator, 'throw');
      if (f !== undefined) return wait(f(v), pass);
      return wait(methodOf(iterator, 'return')?.(), () => { throw needsThrow(); });
    },
  };
}

// iteratorOf is what "for await" goes through; otherwise is the message when there is none.
function iteratorOf(iterable, otherwise) {
  let method = iterable[asyncIterator];
  if (method !== undefined && method !== null) return method.call(iterable);
  method = iterable[Symbol.iterator];
  if (typeof method !== 'function') throw new TypeError(otherwise);
  return fromSync(method.call(iterable));
}

exports.Await = Await;
exports.delegate = delegate;
exports.iterator = iteratorOf;
exports.begin = begin;
exports.call = (receiver, args, body) => Reflect.apply(body, receiver, args ?? []);
exports.refuse = (receiver, kind) => Promise.reject(new TypeError(`Method [AsyncGenerator].prototype.${kind} called on incompatible receiver ${shown(receiver)}`));
