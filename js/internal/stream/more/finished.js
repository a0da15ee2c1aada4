'use strict';
// stream.finished: it calls back once when a stream is done, however that came
// about.
const { abortError, invalidArgType, nextTick } = native;
const state = native.part('state');
const { hasRead, hasWrite, isFinished, isEnded, isReadable, isWritable, onAbort, prematureClose } = state;

function finished(stream, options, callback) {
  if (arguments.length === 2) [options, callback] = [undefined, options];
  if (options === undefined || options === null) options = {};
  else native.needObject('options', options);
  native.needFunction('callback', callback);
  state.needSignal(options.signal, 'options.signal');
  callback = native.bound(callback);
  if (state.isReadableStream(stream) || state.isWritableStream(stream)) return finishedWeb(stream, options.signal, callback);
  state.needStream(stream);
  return new Watch(stream, options, callback).start();
}

// finishedWeb is finished of a web stream.
function finishedWeb(stream, signal, callback) {
  let unsignal;
  let called = false;
  const call = (...args) => {
    if (called) return;
    called = true;
    unsignal?.();
    callback.apply(stream, args);
  };
  if (signal) {
    const abort = () => call(abortError(signal.reason));
    if (signal.aborted) nextTick(abort);
    else unsignal = state.onAbort(signal, abort);
  }
  const settled = (...args) => nextTick(() => call(...args));
  native.web('common').closed(stream).then(settled, settled);
  return () => {};
}

// Watch is one call of finished.
class Watch {
  constructor(stream, options, callback) {
    this.stream = stream;
    this.options = options;
    this.callback = callback;
    this.readable = options.readable ?? hasRead(stream);
    this.writable = options.writable ?? hasWrite(stream);
    // Whether 'close' will tell us, so that the other events need not.
    this.closes = state.willEmitClose(stream) && hasRead(stream) === this.readable && hasWrite(stream) === this.writable;
    this.finished = isFinished(stream, true);
    this.ended = isEnded(stream, true);
    this.listeners = [];
    this.unsignal = null;
  }

  start() {
    const { stream, options } = this;
    const known = this.known();
    if (known !== undefined) return this.tell(known);
    if (stream.setHeader && typeof stream.abort === 'function') {
      this.request();
    } else if (this.writable && !stream._writableState) {
      // A stream of the oldest kind emits no 'finish'.
      const last = () => { if (!stream.writable) this.onFinish(); };
      this.on('end', last);
      this.on('close', last);
    }
    const close = () => this.close();
    if (!this.closes && typeof stream.aborted === 'boolean') this.on('aborted', close);
    this.on('end', () => this.onEnd());
    this.on('finish', () => this.onFinish());
    if (options.error !== false) this.on('error', (err) => this.done(err));
    this.on('close', close);

    if (options.signal) this.listen(options.signal);
    return () => this.stop();
  }

  // known is how it went when that is clear already: null for well, undefined
  // when it is not clear.
  known() {
    const { stream, options: { signal } } = this;
    if (state.isClosed(stream)) return this.closeError() ?? null;
    if (this.isOver()) return realError(stream) ?? null;
    this.aborted = Boolean(signal?.aborted);
    return this.aborted ? abortError(signal.reason) : undefined;
  }

  tell(result) {
    const quiet = () => {};
    if (this.options.error !== false && !this.aborted) this.on('error', quiet);
    nextTick(() => {
      const { callback } = this;
      if (callback) callback.apply(this.stream, result === null ? [] : [result]);
    });
    return () => this.stop();
  }

  // isOver is whether nothing will come that would tell us.
  isOver() {
    const { stream, readable, writable, closes } = this;
    const { _writableState: w, _readableState: r } = stream;
    if (w?.errorEmitted || r?.errorEmitted) return !closes;
    if (!readable && (!closes || isReadable(stream)) && (this.finished || isWritable(stream) === false) && !w?.pendingcb) return true;
    return !writable && (!closes || isWritable(stream)) && (this.ended || isReadable(stream) === false);
  }

  // request listens to what requests of HTTP have emitted before they were streams, and
  // those of other libraries still do.
  request() {
    const { stream } = this;
    const finish = () => this.onFinish();
    const made = () => this.on('finish', finish, stream.req);
    this.on('complete', finish);
    if (!this.closes) this.on('abort', () => this.close());
    if (stream.req) made();
    else this.on('request', made);
  }

  on(name, listener, from = this.stream) {
    this.listeners.push([name, listener, from]);
    from.on(name, listener);
  }

  listen(signal) {
    const abort = () => {
      const { callback } = this;
      this.stop();
      callback?.call(this.stream, abortError(signal.reason));
    };
    this.unsignal = onAbort(signal, abort);
  }

  stop() {
    this.callback = null;
    this.unsignal?.();
    for (const [name, listener, from] of this.listeners) from.removeListener(name, listener);
  }

  // done calls back, the first time. The listeners stay: what comes later has
  // somebody who hears it.
  done(...args) {
    const { callback } = this;
    if (!callback) return;
    this.callback = null;
    this.unsignal?.();
    if (args[0] === undefined) args = [];
    callback.apply(this.stream, args);
  }

  onFinish() {
    this.finished = true;
    if (this.stream.destroyed) this.closes = false;
    if (this.closes && (!this.stream.readable || this.readable)) return;
    if (!this.readable || this.ended) this.done();
  }

  onEnd() {
    this.ended = true;
    if (this.stream.destroyed) this.closes = false;
    if (this.closes && (!this.stream.writable || this.writable)) return;
    if (!this.writable || this.finished) this.done();
  }

  close() { this.done(this.closeError()); }

  // closeError is what a stream that has closed has failed with.
  closeError() {
    const { stream } = this;
    const err = realError(stream);
    if (err !== undefined) return err;
    const cut = this.readable && !this.ended && hasRead(stream, true) && !isEnded(stream, true) ||
      this.writable && !this.finished && !isFinished(stream, true);
    return cut ? prematureClose() : undefined;
  }
}

function realError(stream) {
  const err = state.errorOf(stream);
  return err && typeof err !== 'boolean' ? err : undefined;
}

function addAbortSignal(signal, stream) {
  if (signal === undefined) throw invalidArgType('signal', signal, ['AbortSignal']);
  state.needSignal(signal, 'signal');
  if (state.isReadableStream(stream) || state.isWritableStream(stream)) return followWeb(signal, stream);
  state.needStream(stream);
  return follow(signal, stream);
}

// follow destroys the stream when the signal is aborted.
function follow(signal, stream) {
  const abort = () => stream.destroy(abortError(signal.reason));
  if (signal.aborted) abort();
  else finished(stream, onAbort(signal, abort));
  return stream;
}

function followWeb(signal, stream) {
  const abort = () => native.web('common').fail(stream, abortError(signal.reason));
  if (signal.aborted) {
    abort();
  } else {
    const off = state.onAbort(signal, abort);
    native.web('common').closed(stream).then(off, off);
  }
  return stream;
}

// asyncDispose is stream[Symbol.asyncDispose]().
async function asyncDispose() {
  let error;
  if (!this.destroyed) {
    const over = this._readableState ? this.readableEnded : this.writableFinished;
    error = over ? null : abortError();
    this.destroy(error);
  }
  await new Promise((resolve, reject) => {
    const expected = this._readableState ? (err) => err === error : (err) => err.name === 'AbortError';
    finished(this, (err) => { if (err && !expected(err)) reject(err); else resolve(); });
  });
}

// promised is finished of stream/promises.
function promised(stream, options) {
  let auto = false;
  if (options === null) options = undefined;
  if (options?.cleanup) {
    native.needBoolean('cleanup', options.cleanup);
    auto = options.cleanup;
  }
  return new Promise((resolve, reject) => {
    const cleanup = finished(stream, options, (err) => {
      if (auto) cleanup();
      if (err) reject(err);
      else resolve();
    });
  });
}
Object.defineProperty(promised, 'name', { value: 'finished' });

Object.assign(exports, { finished, addAbortSignal, follow, asyncDispose, promised });
