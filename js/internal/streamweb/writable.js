'use strict';
// WritableStream, its writer and its controller.
const {
  kState, secret, noop, invalidState, needSecret, needObject, slots, need, highWaterMark, sizeAlgorithm, starting, promising, ending,
  handled, Deferred, List, Queue, answers, define, invalidArgType, invalidRange,
} = native.part('common');

const closing = Symbol('close'); // stands in the queue for the call of close

class WritableStream {
  constructor(sink = {}, strategy = {}) {
    if (sink === secret) return this;
    needObject(sink, 'sink', false);
    needObject(strategy, 'strategy');
    if (sink.type !== undefined) throw invalidRange('type', sink.type);
    prepare(this);
    const size = sizeAlgorithm(strategy?.size);
    const mark = highWaterMark(strategy?.highWaterMark, 1);
    const controller = new WritableStreamDefaultController(secret);
    const begins = starting(sink.start, sink, controller);
    setup(this, controller, begins, promising('sink.write', sink.write, sink), ending('sink.close', sink.close, sink),
      ending('sink.abort', sink.abort, sink), mark, size);
  }

  get locked() { return isLocked(need(this, WritableStream).stream); }

  abort(reason = undefined) {
    return promised(() => {
      need(this, WritableStream);
      if (isLocked(this)) throw invalidState('WritableStream is locked');
      return abort(this, reason);
    });
  }

  close() {
    return promised(() => {
      need(this, WritableStream);
      if (isLocked(this)) throw invalidState('WritableStream is locked');
      if (isClosing(this)) throw invalidState('Failure closing WritableStream');
      return close(this);
    });
  }

  getWriter() {
    need(this, WritableStream);
    return new WritableStreamDefaultWriter(this);
  }
}
native.transferable(WritableStream.prototype, 'WritableStream');
define(WritableStream, ['locked', 'abort', 'close', 'getWriter'], { show: (s) => ({ locked: s.locked, state: s[kState].state }) });
answers(WritableStream, {
  errored: (s) => s.state === 'errored',
  writable: (s) => s.state === 'writable',
});

// promised has what f throws as a rejection.
function promised(f) {
  try {
    return f();
  } catch (err) {
    return Promise.reject(err);
  }
}

const isWritableStream = (o) => slots(o, WritableStream) !== undefined;
const isLocked = (s) => s[kState].writer !== undefined;
const isClosing = (s) => s[kState].close !== undefined || s[kState].inFlightClose !== undefined;

function prepare(stream) {
  stream[kState] = {
    stream, state: 'writable', error: undefined, writer: undefined, controller: undefined, backpressure: false, closed: undefined,
    writes: new List(), // promises of chunks in the queue
    inFlightWrite: undefined, close: undefined, inFlightClose: undefined, // promises
    pendingAbort: undefined,
  };
}

// create is a stream of our own algorithms.
function create(start, write, closeAlgorithm, abortAlgorithm, mark = 1, size = () => 1) {
  const stream = new WritableStream(secret);
  prepare(stream);
  setup(stream, new WritableStreamDefaultController(secret), start, write, closeAlgorithm, abortAlgorithm, mark, size);
  return stream;
}

function abort(stream, reason) {
  const s = stream[kState];
  const isOver = () => s.state === 'closed' || s.state === 'errored';
  if (isOver()) return Promise.resolve();
  s.controller[kState].aborted(reason);
  if (isOver()) return Promise.resolve();
  if (s.pendingAbort !== undefined) return s.pendingAbort.deferred.promise;
  const wasErroring = s.state === 'erroring';
  const deferred = new Deferred();
  s.pendingAbort = { deferred, reason: wasErroring ? undefined : reason, wasErroring };
  if (!wasErroring) startErroring(stream, reason);
  return deferred.promise;
}

function close(stream) {
  const s = stream[kState];
  if (s.state === 'closed' || s.state === 'errored') return Promise.reject(invalidState('WritableStream is closed'));
  const { promise } = s.close = new Deferred();
  if (s.writer !== undefined && s.backpressure && s.state === 'writable') s.writer[kState].ready.resolve();
  const c = s.controller[kState];
  c.queue.add(closing, 0);
  advance(c);
  return promise;
}

function startErroring(stream, reason) {
  const s = stream[kState];
  s.state = 'erroring';
  s.error = reason;
  if (s.writer !== undefined) rejectReady(s.writer, reason);
  if (s.inFlightWrite === undefined && s.inFlightClose === undefined && s.controller[kState].started) finishErroring(stream);
}

function finishErroring(stream) {
  const s = stream[kState];
  s.state = 'errored';
  const c = s.controller[kState];
  c.queue.reset();
  for (const write of s.writes.take()) write.reject(s.error);
  const { pendingAbort } = s;
  if (pendingAbort === undefined) return rejectClosed(stream);
  s.pendingAbort = undefined;
  if (pendingAbort.wasErroring) {
    pendingAbort.deferred.reject(s.error);
    return rejectClosed(stream);
  }
  const result = c.abort(pendingAbort.reason);
  clear(c);
  result.then(() => {
    pendingAbort.deferred.resolve();
    rejectClosed(stream);
  }, (err) => {
    pendingAbort.deferred.reject(err);
    rejectClosed(stream);
  });
}

// rejectClosed tells those who wait for the end of the stream that it has failed.
function rejectClosed(stream) {
  const s = stream[kState];
  if (s.close !== undefined) {
    s.close.reject(s.error);
    s.close = undefined;
  }
  s.closed?.reject(s.error);
  if (s.writer === undefined) return;
  handled(s.writer[kState].closed.promise);
  s.writer[kState].closed.reject(s.error);
}

function dealWithRejection(stream, err) {
  if (stream[kState].state === 'writable') startErroring(stream, err);
  else finishErroring(stream);
}

function finishInFlightClose(stream) {
  const s = stream[kState];
  s.inFlightClose.resolve();
  s.inFlightClose = undefined;
  if (s.state === 'erroring') {
    s.error = undefined;
    s.pendingAbort?.deferred.resolve();
    s.pendingAbort = undefined;
  }
  s.state = 'closed';
  s.writer?.[kState].closed.resolve();
  s.closed?.resolve();
}

function finishInFlightCloseWithError(stream, err) {
  const s = stream[kState];
  s.inFlightClose.reject(err);
  s.inFlightClose = undefined;
  s.pendingAbort?.deferred.reject(err);
  s.pendingAbort = undefined;
  dealWithRejection(stream, err);
}

function updateBackpressure(stream, backpressure) {
  const s = stream[kState];
  if (s.writer !== undefined && backpressure !== s.backpressure) {
    if (backpressure) s.writer[kState].ready = new Deferred();
    else s.writer[kState].ready.resolve();
  }
  s.backpressure = backpressure;
  const f = s.writer?.[kState].onReady; // of a pipe, which goes on at once
  if (f !== undefined && !backpressure) {
    s.writer[kState].onReady = undefined;
    f();
  }
}

// The writer.

class WritableStreamDefaultWriter {
  constructor(stream) {
    if (!isWritableStream(stream)) throw invalidArgType('stream', stream, 'WritableStream');
    if (isLocked(stream)) throw invalidState('WritableStream is locked');
    const s = stream[kState];
    const ready = () => (!isClosing(stream) && s.backpressure ? new Deferred() : Deferred.resolved());
    this[kState] = { stream, ...({
      writable: () => ({ ready: ready(), closed: new Deferred() }),
      erroring: () => ({ ready: Deferred.rejected(s.error), closed: new Deferred() }),
      closed: () => ({ ready: Deferred.resolved(), closed: Deferred.resolved() }),
      errored: () => ({ ready: Deferred.rejected(s.error), closed: Deferred.rejected(s.error) }),
    })[s.state]() };
    s.writer = this;
  }

  get closed() { return promised(() => need(this, WritableStreamDefaultWriter).closed.promise); }

  get desiredSize() {
    const { stream } = need(this, WritableStreamDefaultWriter);
    if (stream === undefined) throw unbound();
    return writerDesiredSize(this);
  }

  get ready() { return promised(() => need(this, WritableStreamDefaultWriter).ready.promise); }

  abort(reason = undefined) { return promised(() => abort(bound(this), reason)); }

  close() {
    return promised(() => {
      const stream = bound(this);
      if (isClosing(stream)) throw invalidState('Failure to close WritableStream');
      return close(stream);
    });
  }

  releaseLock() {
    if (need(this, WritableStreamDefaultWriter).stream !== undefined) release(this);
  }

  write(chunk = undefined) {
    return promised(() => {
      bound(this);
      return write(this, chunk);
    });
  }
}
define(WritableStreamDefaultWriter, ['closed', 'desiredSize', 'ready', 'abort', 'close', 'releaseLock', 'write'], {
  show: (w) => ({ stream: w[kState].stream, close: w[kState].closed.promise, ready: w[kState].ready.promise, desiredSize: w.desiredSize }),
});

const unbound = () => invalidState('Writer is not bound to a WritableStream');

function bound(writer) {
  const { stream } = need(writer, WritableStreamDefaultWriter);
  if (stream === undefined) throw unbound();
  return stream;
}

function writerDesiredSize(writer) {
  const { stream } = writer[kState];
  const { state, controller } = stream[kState];
  if (state === 'errored' || state === 'erroring') return null;
  return state === 'closed' ? 0 : desiredSize(controller[kState]);
}

function rejectReady(writer, err) { rejectOnce(writer[kState], 'ready', err); }

// rejectOnce rejects a promise, or puts a rejected one in the place of one that is settled.
function rejectOnce(w, name, err) {
  if (w[name].settled) {
    w[name] = Deferred.rejected(err);
    return;
  }
  handled(w[name].promise);
  w[name].reject(err);
}

function release(writer) {
  const w = writer[kState];
  const err = invalidState('Writer has been released');
  rejectReady(writer, err);
  rejectOnce(w, 'closed', err);
  w.stream[kState].writer = undefined;
  w.stream = undefined;
}

// write returns a promise, unless it is given what is to be told in its place.
function write(writer, chunk, request = new Deferred()) {
  const { stream } = writer[kState];
  const s = stream[kState];
  const c = s.controller[kState];
  const size = chunkSize(c, chunk);
  if (stream !== writer[kState].stream) return Promise.reject(invalidState('Mismatched WritableStreams'));
  if (s.state === 'errored') return Promise.reject(s.error);
  if (isClosing(stream) || s.state === 'closed') return Promise.reject(invalidState('WritableStream is closed'));
  if (s.state === 'erroring') return Promise.reject(s.error);
  s.writes.push(request);
  controllerWrite(c, chunk, size);
  return request.promise;
}

function closeWithErrorPropagation(writer) {
  const { stream } = writer[kState];
  const { state, error } = stream[kState];
  if (isClosing(stream) || state === 'closed') return Promise.resolve();
  return state === 'errored' ? Promise.reject(error) : close(stream);
}

// The controller.

class WritableStreamDefaultController {
  constructor() { needSecret(arguments[0]); }
  get signal() { return need(this, WritableStreamDefaultController).signal(); }

  error(err = undefined) {
    const c = need(this, WritableStreamDefaultController);
    if (c.stream[kState].state === 'writable') controllerError(c, err);
  }
}
define(WritableStreamDefaultController, ['signal', 'error'], { show: (c) => ({ stream: c[kState].stream }) });

// The functions below take the state of a controller.

function setup(stream, controller, start, write, closeAlgorithm, abortAlgorithm, mark, size) {
  let abortController; // made when somebody asks for the signal
  let aborted = null;
  const c = controller[kState] = {
    controller, stream, queue: new Queue(), started: false, mark, size, write, close: closeAlgorithm, abort: abortAlgorithm,
    signal() {
      if (abortController === undefined) {
        abortController = new native.AbortController();
        if (aborted) abortController.abort(aborted.reason);
      }
      return abortController.signal;
    },
    aborted(reason) {
      aborted ??= { reason };
      abortController?.abort(reason);
    },
  };
  const s = stream[kState];
  s.controller = controller;
  updateBackpressure(stream, desiredSize(c) <= 0);
  const result = start();
  new Promise((resolve) => resolve(result)).then(() => {
    c.started = true;
    advance(c);
  }, (err) => {
    c.started = true;
    dealWithRejection(stream, err);
  });
}

const desiredSize = (c) => c.mark - c.queue.size;

function clear(c) {
  c.write = c.close = c.abort = c.size = undefined;
}

function controllerError(c, err) {
  clear(c);
  startErroring(c.stream, err);
}

function errorIfNeeded(c, err) {
  if (c.stream[kState].state === 'writable') controllerError(c, err);
}

function chunkSize(c, chunk) {
  if (c.size === undefined) return 1; // the stream has failed already
  try {
    return c.size(chunk);
  } catch (err) {
    errorIfNeeded(c, err);
    return 1;
  }
}

function controllerWrite(c, chunk, size) {
  try {
    c.queue.add(chunk, size);
  } catch (err) {
    errorIfNeeded(c, err);
    return;
  }
  const s = c.stream[kState];
  if (!isClosing(c.stream) && s.state === 'writable') updateBackpressure(c.stream, desiredSize(c) <= 0);
  advance(c);
}

// advance gives the sink what is next, when it is free.
function advance(c) {
  const s = c.stream[kState];
  if (!c.started || s.inFlightWrite !== undefined) return;
  if (s.state === 'erroring') return finishErroring(c.stream);
  if (c.queue.length === 0) return;
  const { value } = c.queue.peek();
  if (value === closing) processClose(c);
  else processWrite(c, value);
}

function processClose(c) {
  const { stream } = c;
  const s = stream[kState];
  s.inFlightClose = s.close;
  s.close = undefined;
  c.queue.remove();
  const result = c.close();
  clear(c);
  result.then(() => finishInFlightClose(stream), (err) => finishInFlightCloseWithError(stream, err));
}

function processWrite(c, chunk) {
  const { stream } = c;
  const s = stream[kState];
  s.inFlightWrite = s.writes.shift();
  c.write(chunk, c.controller).then(() => {
    s.inFlightWrite.resolve();
    s.inFlightWrite = undefined;
    c.queue.remove();
    if (!isClosing(stream) && s.state === 'writable') updateBackpressure(stream, desiredSize(c) <= 0);
    advance(c);
  }, (err) => {
    if (s.state === 'writable') clear(c);
    s.inFlightWrite.reject(err);
    s.inFlightWrite = undefined;
    dealWithRejection(stream, err);
  });
}

Object.assign(exports, {
  WritableStream, WritableStreamDefaultWriter, WritableStreamDefaultController,
  isWritableStream, isLocked, isClosing, create, abort, close, write, release, closeWithErrorPropagation, startErroring, errorIfNeeded, writerDesiredSize,
});
