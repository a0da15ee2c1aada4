'use strict';
// A readable stream as an async iterator, and an iterator as a readable stream.
const { Readable, asyncIterator, invalidArgType, nextTick } = native;
const { both, destroy, nullValues } = native.part('state');
const { finished } = native.part('finished');
const { wait, asyncGenerator } = native.part('async');

function iterate(stream, options) {
  if (typeof stream.read !== 'function') stream = Readable.wrap(stream, { objectMode: true });
  const iterator = asyncGenerator(chunks(stream, options));
  iterator.stream = stream;
  return iterator;
}

function* chunks(stream, options) {
  let wake = () => {};
  const readable = () => { wake(); wake = () => {}; };
  stream.on('readable', readable);
  let error; // null: it has ended well
  const stop = finished(stream, { writable: false }, (err) => {
    error = err ? both(error, err) : null;
    readable();
  });
  try {
    for (;;) {
      const chunk = stream.destroyed ? null : stream.read();
      if (chunk !== null) yield chunk;
      else if (error) throw error;
      else if (error === null) return;
      else yield wait(new Promise((resolve) => { wake = resolve; }));
    }
  } catch (err) {
    error = both(error, err);
    throw error;
  } finally {
    if ((error || options?.destroyOnReturn !== false) && (error === undefined || stream._readableState.autoDestroy)) {
      destroy(stream, null);
    } else {
      stream.off('readable', readable);
      stop();
    }
  }
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
        if (!give(value && typeof value.then === 'function' ? await value : value)) return;
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
  stream._destroy = (err, done) => {
    close(err).then(() => nextTick(() => done(err)), (other) => nextTick(() => done(other || err)));
  };
  return stream;
}

Object.assign(exports, {
  iterate, iterator, from,
  asyncIterator() { return iterate(this); },
  readable_from(iterable, options) { return from(Readable, iterable, options); },
});
