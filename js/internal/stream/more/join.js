'use strict';
// Streams made of others: stream.compose, Duplex.from, stream.duplexPair.
const { Duplex, Readable, abortError, invalidArgType, invalidArgValue, nextTick } = native;
const state = native.part('state');
const { hasRead, hasWrite, hasBoth, isStream, isIterable, isReadable, isWritable, destroy, invalidReturn } = state;
const { finished } = native.part('finished');
const { wait, asyncGenerator } = native.part('async');

// later keeps callbacks that wait for an event, one for each name.
function later() {
  const waiting = {};
  return {
    set(name, f) { waiting[name] = f; },
    call(name) {
      const f = waiting[name];
      waiting[name] = null;
      f?.();
    },
    clear() { for (const name of Object.keys(waiting)) waiting[name] = null; },
  };
}

// writeTo has what is written to d written to a stream.
function writeTo(d, to, waiting) {
  d._write = (chunk, encoding, callback) => {
    if (to.write(chunk, encoding)) callback();
    else waiting.set('drain', callback);
  };
  d._final = (callback) => {
    to.end();
    waiting.set('finish', callback);
  };
  to.on('drain', () => waiting.call('drain'));
}

// readFrom has what a stream gives come out of d.
function readFrom(d, source, waiting) {
  source.on('readable', () => waiting.call('readable'));
  source.on('end', () => d.push(null));
  d._read = () => {
    for (;;) {
      const chunk = source.read();
      if (chunk === null) {
        waiting.set('readable', () => d._read());
        return;
      }
      if (!d.push(chunk)) return;
    }
  };
}

// flowFrom is readFrom for a stream that nobody else reads.
function flowFrom(d, source) {
  d._read = () => source.resume();
  source.on('data', (chunk) => { if (!d.push(chunk)) source.pause(); });
  source.on('end', () => d.push(null));
}

// closing has d destroyed with the streams that it is made of. It returns what
// is to be called when those are done.
function closing(d, waiting, destroyOthers, idle) {
  let callback; // of destroy; null when the others are done
  d._destroy = (err, done) => {
    if (!err && callback !== null) err = abortError();
    waiting.clear();
    if (callback === null) {
      done(err);
    } else {
      callback = done;
      destroyOthers(err);
    }
  };
  return (err) => {
    const done = callback;
    callback = null;
    if (done) done(err);
    else if (err) d.destroy(err);
    else if (idle()) d.destroy();
  };
}

const canRead = (stream) => Boolean(isReadable(stream) || state.isReadableStream(stream) || state.isTransformStream(stream));
const canWrite = (stream) => Boolean(isWritable(stream) || state.isWritableStream(stream) || state.isTransformStream(stream));

// writeToWeb is writeTo for a web stream.
function writeToWeb(d, web, waiting) {
  const writer = web.getWriter();
  d._write = (chunk, encoding, callback) => {
    writer.ready.then(() => {
      writer.write(chunk).catch(() => {});
      callback();
    }).catch(callback);
  };
  d._final = (callback) => {
    writer.ready.then(() => {
      writer.close().catch(() => {});
      waiting.set('finish', callback);
    }).catch(callback);
  };
}

// readFromWeb has what a web stream gives come out of d.
function readFromWeb(d, web) {
  const reader = web.getReader();
  d._read = async () => {
    try {
      for (;;) {
        const { value, done } = await reader.read();
        if (!d.push(done ? null : value) || done) return;
      }
    } catch {
      // The pipeline tells of it.
    }
  };
}

function composeStreams(...streams) {
  if (streams.length === 0) throw state.missingArgs('streams');
  if (streams.length === 1) return Duplex.from(streams[0]);
  const given = [...streams];
  const last = streams.length - 1;
  for (const n of [0, last]) if (typeof streams[n] === 'function') streams[n] = Duplex.from(streams[n]);
  streams.forEach((stream, n) => {
    if (!isStream(stream) && !state.isWebStream(stream)) return;
    if (n < last && !canRead(stream)) throw invalidArgValue(`streams[${n}]`, given[n], 'must be readable');
    if (n > 0 && !canWrite(stream)) throw invalidArgValue(`streams[${n}]`, given[n], 'must be writable');
  });
  let done = () => {};
  const head = streams[0];
  const tail = native.part('pipeline').pipeline(...streams, (err) => done(err));
  const writable = canWrite(head);
  const readable = canRead(tail);
  const d = new Duplex({
    writableObjectMode: Boolean(head?.writableObjectMode), readableObjectMode: Boolean(tail?.readableObjectMode), writable, readable,
  });
  const waiting = later();
  if (writable) {
    if (isStream(head)) writeTo(d, head, waiting);
    else writeToWeb(d, state.isTransformStream(head) ? head.writable : head, waiting);
    finished(state.isTransformStream(tail) ? tail.readable : tail, () => waiting.call('finish'));
  }
  if (readable) {
    if (isStream(tail)) flowFrom(d, tail);
    else readFromWeb(d, state.isTransformStream(tail) ? tail.readable : tail);
  }
  done = closing(d, waiting, (err) => { if (isStream(tail)) destroy(tail, err); }, () => !readable && !writable);
  return d;
}

// Duplexify is what Duplex.from makes, as scripts see by its name.
class Duplexify extends Duplex {}

// pair makes one stream of a readable and a writable one.
function pair({ readable: source, writable: to }) {
  if (source && typeof source.read !== 'function') source = Readable.wrap(source);
  const readable = Boolean(isReadable(source));
  const writable = Boolean(isWritable(to));
  const d = new Duplexify({
    readableObjectMode: Boolean(source?.readableObjectMode), writableObjectMode: Boolean(to?.writableObjectMode), readable, writable,
  });
  const waiting = later();
  const done = closing(d, waiting, (err) => {
    destroy(to, err);
    destroy(source, err);
  }, () => false);
  const over = (other) => (err) => {
    if (err) destroy(other, err);
    done(err);
  };
  if (writable) {
    finished(to, over(source));
    writeTo(d, to, waiting);
    to.on('finish', () => waiting.call('finish'));
  }
  if (readable) {
    finished(source, over(to));
    readFrom(d, source, waiting);
  }
  return d;
}

function duplexFrom(body, name = 'body') {
  if (hasBoth(body)) return body;
  if (hasRead(body)) return pair({ readable: body });
  if (hasWrite(body)) return pair({ writable: body });
  if (isStream(body)) return pair({ writable: false, readable: false });
  if (state.isReadableStream(body)) return pair({ readable: Readable.fromWeb(body) });
  if (state.isWritableStream(body)) return pair({ writable: native.Writable.fromWeb(body) });
  if (state.isReadableStream(body?.readable) && state.isWritableStream(body?.writable)) return Duplex.fromWeb(body);
  if (typeof body === 'function') return ofFunction(body, name);
  const { from } = native.part('iterate');
  if (native.isBlob(body)) return duplexFrom(body.arrayBuffer());
  if (isIterable(body)) return from(Duplexify, body, { objectMode: true, writable: false });
  if (typeof body?.writable === 'object' || typeof body?.readable === 'object') {
    return pair({
      readable: body.readable ? hasRead(body.readable) ? body.readable : duplexFrom(body.readable) : undefined,
      writable: body.writable ? hasWrite(body.writable) ? body.writable : duplexFrom(body.writable) : undefined,
    });
  }
  const then = body?.then;
  if (typeof then === 'function') {
    const d = new Duplexify({ objectMode: true, writable: false, read() {} });
    then.call(body, (value) => {
      if (value !== null && value !== undefined) d.push(value);
      d.push(null);
    }, (err) => destroy(d, err));
    return d;
  }
  throw invalidArgType(name, body, ['Blob', 'ReadableStream', 'WritableStream', 'Stream', 'Iterable', 'AsyncIterable', 'Function',
    '{ readable, writable } pair', 'Promise']);
}

// ofFunction is a stream that gives to a function what is written to it, and
// gives out what that returns.
function ofFunction(f, name) {
  const { source, methods } = written();
  const value = f(source, methods.given);
  const { write, final, destroy: onDestroy } = methods;
  if (hasBoth(value)) return value;
  if (isIterable(value)) return native.part('iterate').from(Duplexify, value, { objectMode: true, write, final, destroy: onDestroy });
  const then = value?.then;
  if (typeof then !== 'function') throw invalidReturn('Iterable, AsyncIterable or AsyncFunction', name, value);
  let d;
  let ending = false;
  const promise = then.call(value, (result) => {
    if (result !== null && result !== undefined) throw invalidReturn('nully', 'body', result);
    if (!ending) destroy(d); // nobody is left to read what is written
  }, (err) => destroy(d, err));
  d = new Duplexify({
    objectMode: true,
    readable: false,
    write,
    final(callback) {
      ending = true;
      final(async () => {
        try {
          await promise;
          nextTick(() => callback(null));
        } catch (err) {
          nextTick(() => callback(err));
        }
      });
    },
    destroy: onDestroy,
  });
  return d;
}

// written is an async generator of what is written, and the methods that write.
function written() {
  let next;
  let give;
  const again = () => { next = new Promise((resolve) => { give = resolve; }); };
  again();
  const inner = state.controller();
  let aborted = false;
  const source = asyncGenerator((function* () {
    for (;;) {
      const { chunk, done, callback } = yield wait(next);
      nextTick(callback);
      if (done) return;
      if (aborted) throw abortError(inner.options.signal.reason);
      again();
      yield chunk;
    }
  })());
  return {
    source,
    methods: {
      given: inner.options,
      write(chunk, encoding, callback) { give({ chunk, done: false, callback }); },
      final(callback) { give({ done: true, callback }); },
      destroy(err, callback) {
        aborted = true;
        inner.abort(err);
        give({ done: true, callback() {} }); // the function has read all there is
        callback(err);
      },
    },
  };
}

// DuplexSide is one of the two streams of duplexPair.
class DuplexSide extends Duplex {
  other = null;
  callback = null;

  _read() {
    const { callback } = this;
    this.callback = null;
    callback?.();
  }

  _write(chunk, encoding, callback) {
    if (chunk.length === 0) {
      nextTick(callback);
    } else {
      this.other.push(chunk);
      this.other.callback = callback;
    }
  }

  _final(callback) {
    this.other.on('end', callback);
    this.other.push(null);
  }

  _destroy(err, callback) {
    const { other } = this;
    if (!other.destroyed) {
      nextTick(() => {
        if (other.destroyed) return;
        if (err) other.destroy();
        else other.push(null);
      });
    }
    callback(err);
  }
}

function duplexPair(options) {
  const sides = [new DuplexSide(options), new DuplexSide(options)];
  [sides[0].other, sides[1].other] = [sides[1], sides[0]];
  return sides;
}

Object.assign(exports, { composeStreams, duplexPair, duplex_from: (body) => duplexFrom(body) });
