'use strict';
// A readable stream as an async iterator, and an iterator as a readable stream.
const { Readable, asyncIterator, invalidArgType, nextTick } = native;
const { both, destroy, nullValues } = native.part('state');
const { finished } = native.part('finished');

function iterate(stream, options) {
  if (typeof stream.read !== 'function') stream = Readable.wrap(stream, { objectMode: true });
  const iterator = Object.assign(Object.create(native.iteratorPrototype()), chunks(stream, options));
  iterator.stream = stream;
  return iterator;
}

// chunks are the methods of an iterator over a stream. They are not made of a
// generator, since this is what programs do for each chunk.
function chunks(stream, options) {
  const requests = []; // that wait for the one before
  let busy = false;
  let begun = false;
  let over = false;
  let error; // null: the stream has ended well
  let wake = null;
  let stop;

  const last = (value) => ({ done: true, value });
  const readable = () => {
    const f = wake;
    wake = null;
    f?.();
  };
  function begin() {
    begun = true;
    stream.on('readable', readable);
    stop = finished(stream, { writable: false }, (err) => {
      error = err ? both(error, err) : null;
      readable();
    });
  }
  function end() {
    over = true;
    if ((error || options?.destroyOnReturn !== false) && (error === undefined || stream._readableState.autoDestroy)) {
      destroy(stream, null);
    } else {
      stream.off('readable', readable);
      stop();
    }
  }
  function fail(err) {
    error = both(error, err);
    end();
    return error;
  }
  function serve() {
    while (!busy && requests.length > 0) requests.shift()();
  }
  const inTurn = (f) => new Promise((resolve, reject) => {
    if (busy) requests.push(() => f(resolve, reject));
    else f(resolve, reject);
  });

  function give(resolve, reject) {
    if (over) return resolve(last());
    if (!begun) begin();
    const chunk = stream.destroyed ? null : stream.read();
    busy = chunk === null ? error === undefined : typeof chunk?.then === 'function';
    if (chunk !== null && busy) {
      const settled = (f) => (value) => {
        busy = false;
        f(value);
        serve();
      };
      chunk.then(settled((value) => resolve({ done: false, value })), settled((err) => reject(fail(err))));
    } else if (chunk !== null) {
      resolve({ done: false, value: chunk });
    } else if (error) {
      reject(fail(error));
    } else if (error === null) {
      end();
      resolve(last());
    } else {
      new Promise((arrived) => { wake = arrived; }).then(() => give(resolve, reject));
    }
    if (!busy) serve();
  }

  return {
    next: () => inTurn(give),
    return: (value) => inTurn((resolve) => {
      if (begun && !over) end();
      over = true;
      resolve(last(value));
    }),
    throw: (err) => inTurn((resolve, reject) => {
      reject(begun && !over ? fail(err) : err);
      over = true;
    }),
  };
}

function iterator(options) {
  if (options !== undefined) native.needObject('options', options);
  return iterate(this, options);
}

// from makes a stream of a class from anything that can be iterated.
function from(Class, iterable, options) {
  if (typeof iterable === 'string' || native.isBuffer(iterable)) {
    return new Class({ objectMode: true, ...options, read() { this.push(iterable); this.push(null); } });
  }
  const isAsync = Boolean(iterable && iterable[asyncIterator]);
  if (!isAsync && !iterable?.[Symbol.iterator]) throw invalidArgType('iterable', iterable, ['Iterable']);
  if (!isAsync && typeof iterable[Symbol.iterator] !== 'function') throw new TypeError('iterable[SymbolIterator] is not a function');
  const source = isAsync ? iterable[asyncIterator]() : iterable[Symbol.iterator]();
  const stream = new Class({ objectMode: true, highWaterMark: 1, ...options });
  let reading = false;
  // Once the values of a synchronous iterator have been promises, they are
  // expected to be so from then on.
  let promises = false;

  // give pushes one value; it reports whether to go on.
  function give(value) {
    if (value === null) {
      reading = false;
      throw nullValues();
    }
    if (stream.push(value)) return true;
    reading = false;
    return false;
  }
  async function awaiting() {
    for (;;) {
      try {
        const { value, done } = isAsync ? await source.next() : source.next();
        if (done) {
          stream.push(null);
          return;
        }
        if (!give(!isAsync && value && typeof value.then === 'function' ? await value : value)) return;
      } catch (err) {
        stream.destroy(err);
        return;
      }
    }
  }
  function direct() {
    for (;;) {
      try {
        const { value, done } = source.next();
        if (done) {
          stream.push(null);
          return;
        }
        if (value && typeof value.then === 'function') {
          promises = true;
          value.then((v) => { if (give(v)) awaiting(); }).catch((err) => stream.destroy(err));
          return;
        }
        if (!give(value)) return;
      } catch (err) {
        stream.destroy(err);
        return;
      }
    }
  }
  async function close(err) {
    if (err !== undefined && err !== null && typeof source.throw === 'function') {
      const { value, done } = await source.throw(err);
      await value;
      if (done) return;
    }
    if (typeof source.return === 'function') {
      const { value } = await source.return();
      await value;
    }
  }
  stream._read = () => {
    if (reading) return;
    reading = true;
    if (isAsync || promises) awaiting();
    else direct();
  };
  const own = stream._destroy;
  stream._destroy = (first, done) => {
    own.call(stream, first, (second) => {
      const err = second || first;
      close(err).then(() => nextTick(() => done(err)), (third) => nextTick(() => done(both(err, third))));
    });
  };
  return stream;
}

Object.assign(exports, {
  iterate, iterator, from,
  asyncIterator() { return iterate(this); },
  readable_from(iterable, options) { return from(Readable, iterable, options); },
});
