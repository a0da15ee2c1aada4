'use strict';
// Async functions and async generators made of ordinary generators, since the
// engine has no async generators and no for await. Inside of such a generator
// `yield wait(x)` is await x, any other yield is the yield of an async generator.
const { asyncGenerator, Await, iteratorOf } = native.generators();

const wait = (value) => new Await(value);

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
    else Promise.resolve(result.value.value).then(next, fail);
  };
  const next = (value) => step('next', value);
  const fail = (err) => step('throw', err);
  next();
});

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

Object.assign(exports, { wait, go, asyncGenerator, each });
