'use strict';
// Readable byte streams: their controller, and readers that bring their own buffers.
const {
  kState, secret, noop, invalidState, needSecret, needObject, slots, need, starting, promising, ending,
  soon, Queue, define, invalidArgType, invalidArgValue,
} = native.part('common');
const readable = native.part('readable');
const { isReadableStream, isLocked, initialize, read, close, fail, pullIfNeeded, begin } = readable;
const { transfer, isView, classOf } = native;

class ReadableStreamBYOBReader {
  constructor(stream) {
    if (!isReadableStream(stream)) throw invalidArgType('stream', stream, 'ReadableStream');
    if (isLocked(stream)) throw invalidState('ReadableStream is locked');
    if (!stream[kState].controller[kState].bytes) throw invalidArgValue('stream', stream, 'must be a byte stream');
    initialize(this, stream, true);
  }

  async read(view, options = {}) {
    const { stream } = need(this, ReadableStreamBYOBReader);
    if (!isView(view)) throw invalidArgType('view', view, 'Buffer', 'TypedArray', 'DataView');
    needObject(options, 'options');
    if (view.byteLength === 0 || view.buffer.byteLength === 0) throw invalidState('View or Viewed ArrayBuffer is zero-length or detached');
    const min = minimum(view, options?.min ?? 1);
    if (stream === undefined) throw readable.unattached();
    return new Promise((resolve, reject) => readInto(this, view, min, {
      chunk: (value) => resolve({ done: false, value }),
      close: (value) => resolve({ done: true, value }),
      error: reject,
    }));
  }
}
readable.readerMethods(ReadableStreamBYOBReader, true);

function minimum(view, min) {
  if (typeof min !== 'number') throw invalidArgType('options.min', min, 'number');
  if (!Number.isInteger(min)) throw invalidArgValue('options.min', min, 'must be an integer');
  if (min <= 0) throw invalidArgValue('options.min', min, 'must be greater than 0');
  const name = view.length === undefined ? 'byteLength' : 'length';
  if (min > view[name]) throw native.outOfRange('options.min', `<= view.${name}`, min);
  return min;
}

function readInto(reader, view, min, request) {
  const { stream } = reader[kState];
  const state = stream[kState];
  state.disturbed = true;
  if (state.state === 'errored') request.error(state.error);
  else pullInto(state.controller[kState], view, min, request);
}

class ReadableStreamBYOBRequest {
  constructor() { needSecret(arguments[0]); }
  get view() { return need(this, ReadableStreamBYOBRequest).view; }

  respond(bytesWritten) {
    const { controller, view } = need(this, ReadableStreamBYOBRequest);
    if (controller === undefined) throw invalidState('This BYOB request has been invalidated');
    if (view.byteLength === 0 || view.buffer.byteLength === 0) throw invalidState('Viewed ArrayBuffer is detached or zero-length');
    respond(controller, bytesWritten);
  }

  respondWithNewView(view) {
    const { controller } = need(this, ReadableStreamBYOBRequest);
    if (controller === undefined) throw invalidState('This BYOB request has been invalidated');
    if (!isView(view)) throw invalidArgType('view', view, 'Buffer', 'TypedArray', 'DataView');
    respondWithNewView(controller, view);
  }
}
define(ReadableStreamBYOBRequest, ['view', 'respond', 'respondWithNewView'], {
  show: ({ [kState]: { view, controller } }) => ({ view, controller: controller?.controller }),
});

class ReadableByteStreamController {
  constructor() { needSecret(arguments[0]); }
  get byobRequest() { return byobRequest(need(this, ReadableByteStreamController)); }
  get desiredSize() { return readable.desiredSize(need(this, ReadableByteStreamController)); }

  close() {
    const c = need(this, ReadableByteStreamController);
    if (c.closeRequested) throw invalidState('Controller is already closed');
    if (c.stream[kState].state !== 'readable') throw invalidState('ReadableStream is already closed');
    controllerClose(c);
  }

  enqueue(chunk) {
    const c = need(this, ReadableByteStreamController);
    if (!isView(chunk)) throw invalidArgType('buffer', chunk, 'Buffer', 'TypedArray', 'DataView');
    if (chunk.byteLength === 0 || chunk.buffer.byteLength === 0) throw invalidState('chunk ArrayBuffer is zero-length or detached');
    if (c.closeRequested) throw invalidState('Controller is already closed');
    if (c.stream[kState].state !== 'readable') throw invalidState('ReadableStream is already closed');
    enqueue(c, chunk);
  }

  error(err = undefined) { controllerError(need(this, ReadableByteStreamController), err); }
}
define(ReadableByteStreamController, ['byobRequest', 'desiredSize', 'close', 'enqueue', 'error'], { show: () => ({}) });

// The functions below take the state of a controller. Its queue has pieces of buffers,
// { buffer, offset, length }, and pending has descriptors of the buffers that are to be
// filled.

function setup(stream, controller, start, pull, cancel, mark, autoAllocate) {
  const c = controller[kState] = {
    controller, stream, bytes: true, queue: new Queue(), started: false, closeRequested: false, pulling: false, pullAgain: false,
    mark, pull, cancel, autoAllocate, pending: [], request: null,
    wantsMore: () => shouldPull(c),
    failed: (err) => controllerError(c, err),
    cancelSteps(reason) {
      invalidate(c);
      c.pending = [];
      c.queue.reset();
      const result = c.cancel(reason);
      clear(c);
      return result;
    },
    pullSteps(request) {
      if (c.queue.size > 0) return fillFromQueue(c, request);
      if (c.autoAllocate !== undefined) {
        let buffer;
        try {
          buffer = new ArrayBuffer(c.autoAllocate);
        } catch (err) {
          return request.error(err);
        }
        c.pending.push({ buffer, offset: 0, length: c.autoAllocate, filled: 0, min: 1, unit: 1, Class: Uint8Array, type: 'default', whole: c.autoAllocate });
      }
      readerOf(c)[kState].requests.push(request);
      pullIfNeeded(c);
    },
    releaseSteps() {
      if (c.pending.length === 0) return;
      const [first] = c.pending;
      first.type = 'none';
      c.pending = [first];
    },
  };
  stream[kState].controller = controller;
  begin(c, start);
}

function setupFromSource(stream, source, mark) {
  const controller = new ReadableByteStreamController(secret);
  const { start, pull, cancel, autoAllocateChunkSize } = source;
  const begins = starting(start, source, controller);
  const pulls = promising('source.pull', pull, source);
  const cancels = ending('source.cancel', cancel, source);
  if (autoAllocateChunkSize === 0) throw invalidArgValue('source.autoAllocateChunkSize', autoAllocateChunkSize);
  if (autoAllocateChunkSize !== undefined && !(Number.isInteger(autoAllocateChunkSize) && autoAllocateChunkSize > 0)) {
    throw invalidArgValue('source.autoAllocateChunkSize', autoAllocateChunkSize);
  }
  setup(stream, controller, begins, pulls, cancels, mark, autoAllocateChunkSize);
}

const readerOf = (c) => c.stream[kState].reader;
const waiting = (c) => {
  const reader = readerOf(c);
  return reader && !reader[kState].into ? reader[kState].requests.length : 0;
};
const waitingInto = (c) => (readerOf(c)?.[kState].into ? readerOf(c)[kState].requests.length : 0);
const isReadable = (c) => c.stream[kState].state === 'readable';

function shouldPull(c) {
  if (!isReadable(c) || c.closeRequested || !c.started) return false;
  return waiting(c) > 0 || waitingInto(c) > 0 || readable.desiredSize(c) > 0;
}

function clear(c) {
  c.pull = c.cancel = undefined;
}

function invalidate(c) {
  if (c.request === null) return;
  c.request[kState] = { controller: undefined, view: null };
  c.request = null;
}

function byobRequest(c) {
  if (c.request === null && c.pending.length > 0) {
    const [{ buffer, offset, length, filled }] = c.pending;
    c.request = new ReadableStreamBYOBRequest(secret);
    c.request[kState] = { controller: c, view: new Uint8Array(buffer, offset + filled, length - filled) };
  }
  return c.request;
}

function controllerError(c, err) {
  if (!isReadable(c)) return;
  invalidate(c);
  c.pending = [];
  c.queue.reset();
  clear(c);
  fail(c.stream, err);
}

function controllerClose(c) {
  if (c.closeRequested || !isReadable(c)) return;
  if (c.queue.size > 0) {
    c.closeRequested = true;
    return;
  }
  if (c.pending.length > 0 && c.pending[0].filled % c.pending[0].unit !== 0) {
    const err = invalidState('Partial read');
    controllerError(c, err);
    throw err;
  }
  clear(c);
  close(c.stream);
}

function enqueue(c, chunk) {
  if (c.closeRequested || !isReadable(c)) return;
  const { byteOffset: offset, byteLength: length } = chunk;
  const buffer = transfer(chunk.buffer);
  if (c.pending.length > 0) {
    const [first] = c.pending;
    if (first.buffer.byteLength === 0) throw invalidState('Destination ArrayBuffer is zero-length or detached');
    invalidate(c);
    first.buffer = transfer(first.buffer);
    if (first.type === 'none') enqueueDetached(c, first);
  }
  if (readerOf(c) !== undefined && !readerOf(c)[kState].into) {
    while (waiting(c) > 0 && c.queue.size > 0) fillFromQueue(c, readerOf(c)[kState].requests.shift());
    if (waiting(c) === 0) {
      push(c, buffer, offset, length);
    } else {
      if (c.pending.length > 0) c.pending.shift();
      readerOf(c)[kState].requests.shift().chunk(new Uint8Array(buffer, offset, length));
    }
  } else {
    push(c, buffer, offset, length);
    if (waitingInto(c) > 0) commitAll(c, processPending(c));
  }
  pullIfNeeded(c);
}

function push(c, buffer, offset, length) {
  c.queue.add({ buffer, offset, length }, length);
}

// enqueueDetached puts what was written for a reader that has gone into the queue.
function enqueueDetached(c, descriptor) {
  if (descriptor.filled > 0) enqueueCopy(c, descriptor.buffer, descriptor.offset, descriptor.filled);
  c.pending.shift();
}

function enqueueCopy(c, buffer, offset, length) {
  push(c, buffer.slice(offset, offset + length), 0, length);
}

function fillFromQueue(c, request) {
  const { buffer, offset, length } = c.queue.remove();
  drained(c);
  request.chunk(new Uint8Array(buffer, offset, length));
}

function drained(c) {
  if (c.queue.size === 0 && c.closeRequested) {
    clear(c);
    close(c.stream);
  } else {
    pullIfNeeded(c);
  }
}

// OfBuffer is for views that are Buffers: what comes back is one, too.
function OfBuffer(...args) { return native.Buffer.from(...args); }

function pullInto(c, view, min, request) {
  const { Class = OfBuffer, unit } = classOf(view);
  const { byteOffset: offset, byteLength: length } = view;
  let buffer;
  try {
    buffer = transfer(view.buffer);
  } catch (err) {
    request.error(err);
    return;
  }
  const descriptor = { buffer, offset, length, filled: 0, min: min * unit, unit, Class, type: 'byob', whole: buffer.byteLength };
  const { requests } = readerOf(c)[kState];
  if (c.pending.length > 0) {
    c.pending.push(descriptor);
    requests.push(request);
    return;
  }
  if (c.stream[kState].state === 'closed') {
    request.close(new Class(buffer, offset, 0));
    return;
  }
  if (c.queue.size > 0) {
    if (fill(c, descriptor)) {
      const filled = viewOf(descriptor);
      drained(c);
      request.chunk(filled);
      return;
    }
    if (c.closeRequested) {
      const err = invalidState('ReadableStream closed');
      controllerError(c, err);
      request.error(err);
      return;
    }
  }
  c.pending.push(descriptor);
  requests.push(request);
  pullIfNeeded(c);
}

// fill copies from the queue; it reports whether that is enough.
function fill(c, descriptor) {
  const most = Math.min(c.queue.size, descriptor.length - descriptor.filled);
  const aligned = descriptor.filled + most - (descriptor.filled + most) % descriptor.unit;
  const enough = aligned >= descriptor.min;
  let left = enough ? aligned - descriptor.filled : most;
  while (left > 0) {
    const piece = c.queue.peek().value;
    const n = Math.min(left, piece.length);
    new Uint8Array(descriptor.buffer, descriptor.offset + descriptor.filled, n).set(new Uint8Array(piece.buffer, piece.offset, n));
    if (n === piece.length) {
      c.queue.shift();
    } else {
      piece.offset += n;
      piece.length -= n;
    }
    c.queue.size -= n;
    descriptor.filled += n;
    left -= n;
  }
  return enough;
}

const viewOf = ({ buffer, offset, filled, unit, Class }) => new Class(transfer(buffer), offset, filled / unit);

function processPending(c) {
  const done = [];
  while (c.pending.length > 0 && c.queue.size > 0) {
    const [first] = c.pending;
    if (!fill(c, first)) break;
    invalidate(c);
    c.pending.shift();
    done.push(first);
  }
  return done;
}

function commitAll(c, descriptors) {
  for (const d of descriptors) commit(c, d);
}

function commit(c, descriptor) {
  const done = c.stream[kState].state === 'closed';
  const view = viewOf(descriptor);
  const request = readerOf(c)[kState].requests.shift();
  if (done) request.close(view);
  else request.chunk(view);
}

function respond(c, bytesWritten) {
  const [first] = c.pending;
  const n = Number(bytesWritten);
  if (!Number.isFinite(n) || n < 0) throw invalidArgValue('bytesWritten', bytesWritten);
  if (c.stream[kState].state === 'closed') {
    if (n !== 0) throw invalidArgValue('bytesWritten', bytesWritten);
  } else {
    if (n === 0) throw invalidArgValue('bytesWritten', bytesWritten);
    if (first.filled + n > first.length) throw native.invalidRange('bytesWritten', bytesWritten);
  }
  first.buffer = transfer(first.buffer);
  respondInternal(c, n);
}

function respondWithNewView(c, view) {
  const [first] = c.pending;
  if (c.stream[kState].state === 'closed') {
    if (view.byteLength !== 0) throw invalidState('View is not zero-length');
  } else if (view.byteLength === 0) {
    throw invalidState('View is zero-length');
  }
  if (first.offset + first.filled !== view.byteOffset || first.whole !== view.buffer.byteLength || first.filled + view.byteLength > first.length) {
    throw native.invalidRange('view', view);
  }
  const { byteLength } = view;
  first.buffer = transfer(view.buffer);
  respondInternal(c, byteLength);
}

function respondInternal(c, n) {
  const [first] = c.pending;
  invalidate(c);
  if (c.stream[kState].state === 'closed') {
    if (first.type === 'none') c.pending.shift();
    const done = [];
    while (done.length < waitingInto(c)) done.push(c.pending.shift());
    commitAll(c, done);
  } else {
    respondReadable(c, n, first);
  }
  pullIfNeeded(c);
}

function respondReadable(c, n, first) {
  first.filled += n;
  if (first.type === 'none') {
    enqueueDetached(c, first);
    commitAll(c, processPending(c));
    return;
  }
  if (first.filled < first.min) return;
  c.pending.shift();
  const rest = first.filled % first.unit;
  if (rest > 0) enqueueCopy(c, first.buffer, first.offset + first.filled - rest, rest);
  first.filled -= rest;
  const done = processPending(c);
  if (first.type === 'default') readerOf(c)[kState].requests.shift().chunk(viewOf(first));
  else commit(c, first);
  commitAll(c, done);
}

// tee has two byte streams read from one, with the buffers of whoever asks first.
function tee(stream) {
  const b = readable.branches(stream);
  let reader;
  let reading = false;
  const again = [false, false];
  let controllers;
  const each = (f) => controllers.forEach((c, i) => { if (!b.canceled[i]) f(c, i); });
  const over = () => { if (!b.canceled[0] || !b.canceled[1]) b.over.resolve(); };

  function watch(Class) {
    if (reader) readable.release(reader);
    const own = reader = new Class(stream);
    own[kState].closed.promise.then(undefined, (err) => {
      if (own !== reader) return;
      for (const c of controllers) controllerError(c, err);
      over();
    });
  }
  // copy clones a chunk for the second stream that gets it.
  function copy(chunk) {
    return new Uint8Array(chunk.buffer.slice(chunk.byteOffset, chunk.byteOffset + chunk.byteLength));
  }
  function cloneFailed(err) {
    for (const c of controllers) controllerError(c, err);
    b.over.resolve(readable.cancel(stream, err));
  }
  function next() {
    reading = false;
    if (again[0]) pullOf(0)();
    else if (again[1]) pullOf(1)();
  }
  function pullWithDefault() {
    if (!reader || reader[kState].into) watch(readable.ReadableStreamDefaultReader);
    read(reader, {
      chunk(chunk) {
        soon(() => {
          again[0] = again[1] = false;
          let second = chunk;
          try {
            if (!b.canceled[0] && !b.canceled[1]) second = copy(chunk);
          } catch (err) {
            return cloneFailed(err);
          }
          each((c, i) => enqueue(c, i === 0 ? chunk : second));
          next();
        });
      },
      close() {
        reading = false;
        each(controllerClose);
        for (const c of controllers) if (c.pending.length > 0) respond(c, 0);
        over();
      },
      error() { reading = false; },
    });
  }
  function pullWithView(view, i) {
    if (!reader?.[kState].into) watch(ReadableStreamBYOBReader);
    const [own, other] = i === 0 ? controllers : [controllers[1], controllers[0]];
    readInto(reader, view, 1, {
      chunk(chunk) {
        soon(() => {
          again[0] = again[1] = false;
          if (!b.canceled[1 - i]) {
            let clone;
            try {
              clone = copy(chunk);
            } catch (err) {
              return cloneFailed(err);
            }
            if (!b.canceled[i]) respondWithNewView(own, chunk);
            enqueue(other, clone);
          } else if (!b.canceled[i]) {
            respondWithNewView(own, chunk);
          }
          next();
        });
      },
      close(chunk) {
        reading = false;
        if (!b.canceled[i]) controllerClose(own);
        if (!b.canceled[1 - i]) controllerClose(other);
        if (chunk !== undefined) {
          if (!b.canceled[i]) respondWithNewView(own, chunk);
          if (!b.canceled[1 - i] && other.pending.length > 0) respond(other, 0);
        }
        over();
      },
      error() { reading = false; },
    });
  }
  const pullOf = (i) => async () => {
    if (reading) {
      again[i] = true;
      return;
    }
    reading = true;
    const request = byobRequest(controllers[i]);
    if (request === null) pullWithDefault();
    else pullWithView(request[kState].view, i);
  };
  const streams = [0, 1].map((i) => {
    const branch = new readable.ReadableStream(secret);
    readable.prepare(branch);
    setup(branch, new ReadableByteStreamController(secret), noop, pullOf(i), b.cancel(i), 0, undefined);
    return branch;
  });
  controllers = streams.map((s) => s[kState].controller[kState]);
  watch(readable.ReadableStreamDefaultReader);
  return streams;
}

Object.assign(exports, { ReadableStreamBYOBReader, ReadableStreamBYOBRequest, ReadableByteStreamController, setupFromSource, tee });
