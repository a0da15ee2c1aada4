'use strict';
// What can be told of a stream from outside: it may be one of ours, one that
// another library has made, or one of the oldest kind. null stands for "there is
// no telling".
const { typeError, invalidArgType, abortError, prematureClose, streamDestroyed, nullValues, nextTick } = native;

const isFunction = (v) => typeof v === 'function';
const destroyedMark = Symbol.for('nodejs.stream.destroyed');
// What web streams say of themselves.
const mark = (name) => Symbol.for(`nodejs.stream.${name}`);
const [disturbedMark, erroredMark, readableMark, writableMark] = ['disturbed', 'errored', 'readable', 'writable'].map(mark);
const states = (stream) => [stream._writableState, stream._readableState];

const hasRead = (o, strict = false) => Boolean(o && isFunction(o.pipe) && isFunction(o.on) &&
  (!strict || isFunction(o.pause) && isFunction(o.resume)) &&
  (!o._writableState || o._readableState && o._readableState.readable !== false));

const hasWrite = (o) => Boolean(o && isFunction(o.write) && isFunction(o.on) &&
  (!o._readableState || o._writableState?.writable !== false));

const hasBoth = (o) => Boolean(o && isFunction(o.pipe) && o._readableState && isFunction(o.on) && isFunction(o.write));

const isStream = (o) => Boolean(o && (o._readableState || o._writableState ||
  isFunction(o.on) && (isFunction(o.write) || isFunction(o.pipe))));

const isReadableStream = (o) => Boolean(o && !isStream(o) && isFunction(o.pipeThrough) && isFunction(o.getReader) && isFunction(o.cancel));
const isWritableStream = (o) => Boolean(o && !isStream(o) && isFunction(o.getWriter) && isFunction(o.abort));
const isTransformStream = (o) => Boolean(o && !isStream(o) && typeof o.readable === 'object' && typeof o.writable === 'object');
const isWebStream = (o) => isReadableStream(o) || isWritableStream(o) || isTransformStream(o);

const isIterable = (o) => o !== null && o !== undefined && (isFunction(o[Symbol.asyncIterator]) || isFunction(o[Symbol.iterator]));

function isDestroyed(stream) {
  if (!isStream(stream)) return null;
  const [w, r] = states(stream);
  return Boolean(stream.destroyed || stream[destroyedMark] || (w || r)?.destroyed);
}

// said returns the first of some answers that is a boolean.
const said = (...answers) => answers.find((v) => typeof v === 'boolean') ?? null;

// hasEnded is whether end was called.
function hasEnded(stream) {
  if (!hasWrite(stream)) return null;
  if (stream.writableEnded === true) return true;
  const w = stream._writableState;
  return w?.errored ? false : said(w?.ended);
}

// isFinished and isEnded are whether a side is done; soon is true when it is
// enough that nothing is missing but the event.
function isFinished(stream, soon) {
  if (!hasWrite(stream)) return null;
  if (stream.writableFinished === true) return true;
  const w = stream._writableState;
  if (w?.errored) return false;
  return typeof w?.finished === 'boolean' ? w.finished || Boolean(soon) && w.ended === true && w.length === 0 : null;
}

function isEnded(stream, soon) {
  if (!hasRead(stream)) return null;
  const r = stream._readableState;
  if (r?.errored) return false;
  return typeof r?.endEmitted === 'boolean' ? r.endEmitted || Boolean(soon) && r.ended === true && r.length === 0 : null;
}

function isReadable(stream) {
  const web = stream?.[readableMark];
  if (web !== undefined && web !== null) return web;
  if (typeof stream?.readable !== 'boolean') return null;
  if (isDestroyed(stream)) return false;
  return hasRead(stream) && stream.readable && !isEnded(stream);
}

function isWritable(stream) {
  const web = stream?.[writableMark];
  if (web !== undefined && web !== null) return web;
  if (typeof stream?.writable !== 'boolean') return null;
  if (isDestroyed(stream)) return false;
  return hasWrite(stream) && stream.writable && !hasEnded(stream);
}

const isDisturbed = (stream) => Boolean(stream && (stream[disturbedMark] ?? (stream.readableDidRead || stream.readableAborted)));

const isErrored = (stream) => Boolean(stream && (stream[erroredMark] ?? stream.readableErrored ?? stream.writableErrored ??
  stream._readableState?.errorEmitted ?? stream._writableState?.errorEmitted ??
  stream._readableState?.errored ?? stream._writableState?.errored));

function isClosed(stream) {
  const [w, r] = states(stream);
  return typeof stream.closed === 'boolean' ? stream.closed : said(w?.closed, r?.closed, stream._closed);
}

// willEmitClose is whether 'close' comes by itself at the end.
function willEmitClose(stream) {
  const state = stream._writableState || stream._readableState;
  return Boolean(state && state.autoDestroy && state.emitClose && state.closed === false);
}

// errorOf is what a stream failed with.
const errorOf = (stream) => (stream.writableErrored ?? stream._writableState?.errored) || (stream.readableErrored ?? stream._readableState?.errored);

// isOver is whether there is nothing left to destroy.
function isOver(stream) {
  if (!isStream(stream)) return null;
  return isDestroyed(stream) || !isReadable(stream) && !isWritable(stream);
}

// destroy destroys a stream of any kind.
function destroy(stream, err) {
  if (!stream || isDestroyed(stream)) return;
  if (!err && !isOver(stream)) err = abortError();
  if (isFunction(stream.destroy)) stream.destroy(err);
  else if (isFunction(stream.close)) stream.close();
  else {
    nextTick(() => {
      if (err) stream.emit('error', err);
      stream.emit('close');
    });
  }
  if (!stream.destroyed) stream[destroyedMark] = true;
}

function needStream(stream) {
  if (!isStream(stream)) throw invalidArgType('stream', stream, ['ReadableStream', 'WritableStream', 'Stream']);
}

function needSignal(signal, name) {
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
    throw invalidArgType(name, signal, ['AbortSignal']);
  }
}

// onAbort calls f when the signal is aborted, and returns what takes that back.
function onAbort(signal, f) {
  if (signal.aborted) {
    queueMicrotask(() => f());
    return () => {};
  }
  const listener = () => f();
  signal.addEventListener('abort', listener, { once: true, [Symbol.for('nodejs.internal.kResistStopPropagation')]: true });
  return () => signal.removeEventListener('abort', listener);
}

// controller is an AbortController that is made when somebody asks for its
// signal: few do.
function controller() {
  let inner = null;
  let reason;
  let aborted = false;
  return {
    options: {
      get signal() {
        if (!inner) {
          inner = new AbortController();
          if (aborted) inner.abort(reason);
        }
        return inner.signal;
      },
    },
    abort(why) {
      if (aborted) return;
      [aborted, reason] = [true, why];
      inner?.abort(why);
    },
  };
}

// both joins the error that came first with one that came of it.
function both(first, second) {
  if (!first || !second || first === second) return first || second;
  if (Array.isArray(second.errors)) {
    second.errors.push(first);
    return second;
  }
  const err = new AggregateError([second, first], second.message);
  err.code = second.code;
  return err;
}

const missingArgs = (name) => typeError('ERR_MISSING_ARGS', `The "${name}" argument must be specified`);
const invalidReturn = (wanted, name, value) => typeError('ERR_INVALID_RETURN_VALUE',
  `Expected ${wanted} to be returned from the "${name}" function but got ${native.received(value)}.`);

Object.assign(exports, {
  hasRead, hasWrite, hasBoth, isStream, isReadableStream, isWritableStream, isTransformStream, isWebStream, isIterable, isDestroyed, hasEnded, isFinished, isEnded, isReadable, isWritable,
  isDisturbed, isErrored, isClosed, willEmitClose, errorOf, destroy, needStream, needSignal, onAbort, controller, both,
  prematureClose, streamDestroyed, nullValues, missingArgs, invalidReturn,
});
