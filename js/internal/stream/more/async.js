'use strict';
// Async functions and async generators made of ordinary generators, since the
// engine has no async generators and no for await. Inside of such a generator
// `yield wait(x)` is await x, any other yield is the yield of an async generator.
const { asyncIterator } = native;

class Wait {
  constructor(promise) { this.promise = promise; }
}

const wait = (value) => new Wait(Promise.resolve(value));

// go runs a generator as an async function, and returns its promise.
const go = (body) => new Promise((resolve, reject) => {
  const step = (how, value) => {
    let result;
    try {
      result = body[how](value);
    } catch (err) {
      return reject(err);
    }
    if (result.done) resolve(result.value);
    else result.value.promise.then(next, fail);
  };
  const next = (value) => step('next', value);
  const fail = (err) => step('throw', err);
  next();
});

// asyncGenerator makes an async generator of a generator that has not run yet.
function asyncGenerator(body) {
  const requests = [];
  let running = false;

  function step(how, value) {
    let result;
    try {
      result = body[how](value);
    } catch (err) {
      return answer('reject', err);
    }
    const { value: given, done } = result;
    if (given instanceof Wait && !done) given.promise.then(next, fail);
    else Promise.resolve(given).then((v) => answer('resolve', { value: v, done }), done ? refuse : fail);
  }
  const next = (value) => step('next', value);
  const fail = (err) => step('throw', err);
  const refuse = (err) => answer('reject', err);

  // answer settles the oldest request and goes on with the next one.
  function answer(how, value) {
    requests.shift()[how](value);
    running = false;
    serve();
  }

  function serve() {
    if (running || requests.length === 0) return;
    running = true;
    const { how, value } = requests[0];
    if (how === 'return') Promise.resolve(value).then((v) => step('return', v), fail);
    else step(how, value);
  }

  const request = (how) => (value) => new Promise((resolve, reject) => {
    requests.push({ how, value, resolve, reject });
    serve();
  });
  return Object.create(prototype, {
    next: hidden(request('next')), return: hidden(request('return')), throw: hidden(request('throw')),
  });
}

const hidden = (value) => ({ value, writable: true, configurable: true, enumerable: false });

const iteratorPrototype = Object.create(Object.prototype, {
  [asyncIterator]: hidden(function () { return this; }),
  [native.asyncDispose]: hidden(function () { return Promise.resolve(this.return?.()).then(() => undefined); }),
});
const prototype = Object.create(iteratorPrototype, { [Symbol.toStringTag]: hidden('AsyncGenerator') });

// iteratorOf is the iterator that for await uses; otherwise is the message when there is
// none.
function iteratorOf(iterable, otherwise) {
  const make = iterable[asyncIterator];
  if (make !== undefined && make !== null) return make.call(iterable);
  if (typeof iterable[Symbol.iterator] !== 'function') throw new TypeError(otherwise);
  const inner = iterable[Symbol.iterator]();
  const settled = ({ value, done }) => Promise.resolve(value).then((v) => ({ value: v, done }));
  return {
    next: () => settled(inner.next()),
    return: () => inner.return ? settled(inner.return()) : Promise.resolve({ value: undefined, done: true }),
  };
}

// each is for await: visit is a generator function, which stops it by returning
// true.
function* each(iterable, visit, otherwise = 'undefined is not a function') {
  const iterator = iteratorOf(iterable, otherwise);
  let open = false;
  try {
    for (;;) {
      open = false;
      const { value, done } = yield wait(iterator.next());
      if (done) return false;
      open = true;
      if (yield* visit(value)) return true;
    }
  } catch (err) {
    if (open) {
      open = false;
      try {
        yield wait(iterator.return?.());
      } catch {
        // The first error is what matters.
      }
    }
    throw err;
  } finally {
    if (open) yield wait(iterator.return?.());
  }
}

Object.assign(exports, { wait, go, asyncGenerator, iteratorPrototype, iteratorOf, each });
