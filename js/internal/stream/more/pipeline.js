'use strict';
// stream.pipeline: streams, iterables and functions one after another.
const { Duplex, PassThrough, Readable, asyncIterator, abortError, error, invalidArgType, nextTick } = native;
const state = native.part('state');
const { hasRead, isStream, isIterable, isReadable, isEnded, both, prematureClose, invalidReturn } = state;
const { finished } = native.part('finished');
const { wait, go, asyncGenerator, each } = native.part('async');

function pipeline(...streams) {
  const callback = streams.pop();
  native.needFunction('streams[stream.length - 1]', callback);
  let called = false;
  return connect(streams, (...args) => {
    if (called) return;
    called = true;
    callback(...args);
  });
}

function connect(streams, callback, options) {
  if (streams.length === 1 && Array.isArray(streams[0])) streams = streams[0];
  if (streams.length < 2) throw state.missingArgs('streams');
  state.needSignal(options?.signal, 'options.signal');
  return new Pipeline(streams, callback, options).start();
}

class Pipeline {
  constructor(streams, callback, options) {
    this.streams = streams;
    this.callback = callback;
    this.options = options ?? {};
    this.signal = state.controller(); // what functions are given
    this.destroys = [];
    this.cleanups = []; // for a last stream that somebody still reads
    this.running = 0;
    this.error = undefined;
    this.value = undefined;
    this.finish = (err) => this.done(err, --this.running === 0);
    this.fail = (err) => this.done(err, false);
    this.unsignal = null;
  }

  start() {
    const outer = this.options.signal;
    const abort = () => this.fail(abortError(outer.reason));
    if (outer) this.unsignal = state.onAbort(outer, abort);
    const last = this.streams.length - 1;
    let result;
    this.streams.forEach((stream, i) => {
      const reading = i < last;
      const end = reading || this.options.end !== false;
      if (isStream(stream)) this.watch(stream, i, end);
      if (i === 0) result = this.source(stream);
      else if (typeof stream === 'function') result = this.call(stream, result, i, end);
      else if (isStream(stream)) result = this.link(result, stream, i, end);
      else if (state.isWebStream(stream)) result = this.linkWeb(result, stream, end);
      else result = Duplex.from(stream);
    });
    if (outer?.aborted) nextTick(abort);
    return result;
  }

  done(err, final) {
    if (err && (!this.error || this.error.code === 'ERR_STREAM_PREMATURE_CLOSE' || this.error.name === 'AbortError')) this.error = err;
    if (!this.error && !final) return;
    while (this.destroys.length > 0) this.destroys.shift()(this.error);
    this.unsignal?.();
    this.signal.abort();
    if (!final) return;
    if (!this.error) for (const f of this.cleanups) f();
    const { error: failure, value } = this;
    nextTick(() => this.callback(failure, value));
  }

  // watch has a stream destroyed with the others, and its errors known.
  watch(stream, i, end) {
    const last = this.streams.length - 1;
    const kept = () => i === last && isReadable(stream);
    if (end) {
      const next = this.streams[i + 1];
      if (i < last && (next?.closed || next?.destroyed)) throw error('ERR_STREAM_UNABLE_TO_PIPE', 'Cannot pipe to a closed or destroyed stream');
      const cleanup = this.destroyLater(stream, i < last, i > 0);
      if (kept()) this.cleanups.push(cleanup);
    }
    const onError = (err) => {
      if (err && err.name !== 'AbortError' && err.code !== 'ERR_STREAM_PREMATURE_CLOSE') this.fail(err);
    };
    stream.on('error', onError);
    if (kept()) this.cleanups.push(() => stream.removeListener('error', onError));
  }

  destroyLater(stream, readable, writable) {
    let over = false;
    stream.on('close', () => { over = true; });
    const cleanup = finished(stream, { readable, writable }, (err) => { over = !err; });
    this.destroys.push((err) => {
      if (over) return;
      over = true;
      state.destroy(stream, err || state.streamDestroyed('pipe'));
    });
    return cleanup;
  }

  source(first) {
    if (typeof first === 'function') {
      const result = first(this.signal.options);
      if (!isIterable(result)) throw invalidReturn('Iterable, AsyncIterable or Stream', 'source', result);
      return result;
    }
    return isIterable(first) || hasRead(first) || state.isTransformStream(first) ? first : Duplex.from(first);
  }

  // call gives what comes before to a function.
  call(f, before, i, end) {
    const result = f(iterableOf(before), this.signal.options);
    if (i < this.streams.length - 1) {
      if (typeof result?.[asyncIterator] !== 'function') throw invalidReturn('AsyncIterable', `transform[${i - 1}]`, result);
      return result;
    }
    // What the last function returns can be read from the pipeline.
    const out = new PassThrough({ objectMode: true });
    const then = result?.then;
    if (typeof then === 'function') {
      this.running++;
      then.call(result, (value) => {
        this.value = value;
        if (value !== null && value !== undefined) out.write(value);
        if (end) out.end();
        nextTick(this.finish);
      }, (err) => {
        out.destroy(err);
        nextTick(() => this.finish(err));
      });
    } else if (typeof result?.[asyncIterator] === 'function') {
      this.running++;
      go(pump(result, out, this.finish, end));
    } else {
      throw invalidReturn('AsyncIterable or Promise', 'destination', result);
    }
    this.cleanups.push(this.destroyLater(out, false, true));
    return out;
  }

  link(before, stream, i, end) {
    if (hasRead(before)) {
      this.running += 2;
      const cleanup = this.pipe(before, stream, end);
      if (i === this.streams.length - 1 && isReadable(stream)) this.cleanups.push(cleanup);
    } else if (isIterable(before) || state.isTransformStream(before)) {
      this.running++;
      go(pump(iterableOf(before), stream, this.finish, end));
    } else {
      throw invalidArgType('val', before, ['Readable', 'Iterable', 'AsyncIterable', 'ReadableStream', 'TransformStream']);
    }
    return stream;
  }

  linkWeb(before, stream, end) {
    if (!hasRead(before) && !isIterable(before) && !state.isTransformStream(before)) {
      throw invalidArgType('val', before, ['Readable', 'Iterable', 'AsyncIterable', 'ReadableStream', 'TransformStream']);
    }
    this.running++;
    go(pumpToWeb(iterableOf(before), stream, this.finish, end));
    return stream;
  }

  pipe(source, to, end) {
    let ended = false;
    to.on('close', () => { if (!ended) this.fail(prematureClose()); });
    source.pipe(to, { end: false });
    if (end) {
      const last = () => {
        ended = true;
        to.end();
      };
      if (isEnded(source)) nextTick(last);
      else source.once('end', last);
    } else {
      this.finish();
    }
    finished(source, { readable: true, writable: false }, (err) => {
      const r = source._readableState;
      if (err && err.code === 'ERR_STREAM_PREMATURE_CLOSE' && r && r.ended && !r.errored && !r.errorEmitted) {
        // Its end is still to come: everything has been read into it.
        source.once('end', this.finish).once('error', this.finish);
      } else {
        this.finish(err);
      }
    });
    return finished(to, { readable: false, writable: true }, this.finish);
  }
}

function iterableOf(value) {
  if (state.isTransformStream(value)) value = value.readable;
  if (isIterable(value)) return value;
  if (hasRead(value)) return asyncGenerator(passOn(Readable.prototype[asyncIterator].call(value)));
  throw invalidArgType('val', value, ['Readable', 'Iterable', 'AsyncIterable']);
}

function* passOn(iterable) {
  yield* each(iterable, function* (value) { yield value; });
}

// pump writes what comes from an iterable to a stream, no faster than that takes
// it.
function* pump(iterable, stream, finish, end) {
  let failure;
  let wake = null;
  const resume = (err) => {
    if (err) failure = err;
    const f = wake;
    wake = null;
    f?.();
  };
  const drained = () => wait(new Promise((resolve, reject) => {
    const settle = () => { if (failure) reject(failure); else resolve(); };
    if (failure) settle();
    else wake = settle;
  }));
  stream.on('drain', resume);
  const stop = finished(stream, { readable: false }, resume);
  try {
    if (stream.writableNeedDrain) yield drained();
    yield* each(iterable, function* (chunk) {
      if (!stream.write(chunk)) yield drained();
    });
    if (end) {
      stream.end();
      yield drained();
    }
    finish();
  } catch (err) {
    finish(failure !== err ? both(failure, err) : err);
  } finally {
    stop();
    stream.off('drain', resume);
  }
}

// pumpToWeb is pump for a web stream.
function* pumpToWeb(iterable, stream, finish, end) {
  const writer = (state.isTransformStream(stream) ? stream.writable : stream).getWriter();
  try {
    yield* each(iterable, function* (chunk) {
      yield wait(writer.ready);
      writer.write(chunk).catch(() => {});
    });
    yield wait(writer.ready);
    if (end) yield wait(writer.close());
    finish();
  } catch (err) {
    let last = err;
    try {
      yield wait(writer.abort(err));
    } catch (failure) {
      last = failure;
    }
    finish(last);
  }
}

// promised is pipeline of stream/promises: its last argument may be options.
function promised(...streams) {
  return new Promise((resolve, reject) => {
    let options = {};
    const last = streams[streams.length - 1];
    if (last && typeof last === 'object' && !isStream(last) && !isIterable(last) && !state.isWebStream(last)) options = streams.pop();
    connect(streams, (err, value) => { if (err) reject(err); else resolve(value); }, options);
  });
}
Object.defineProperty(promised, 'name', { value: 'pipeline' });

Object.assign(exports, { pipeline, connect, promised });
