'use strict';
// ReadableStream, its default reader and its default controller.
const {
  kState, secret, noop, invalidState, needSecret, isObject, needObject, slots, need, highWaterMark, sizeAlgorithm, starting, promising, ending,
  attempt, handled, soon, Deferred, List, Queue, answers, define, invalidArgType, invalidArgValue, invalidRange, typeError, wrongThis,
} = native.part('common');
const bytes = () => native.part('bytes');
const { asyncIterator } = native;

class ReadableStream {
  constructor(source = {}, strategy = {}) {
    if (source === secret) return this;
    needObject(source, 'source', false);
    needObject(strategy, 'strategy');
    prepare(this);
    const { type } = source;
    if (`${type}` === 'bytes') {
      if (strategy?.size !== undefined) throw invalidRange('strategy.size', strategy.size);
      bytes().setupFromSource(this, source, highWaterMark(strategy?.highWaterMark, 0));
      return;
    }
    if (type !== undefined) throw invalidArgValue('source.type', type);
    setupFromSource(this, source, highWaterMark(strategy?.highWaterMark, 1), sizeAlgorithm(strategy?.size));
  }

  static from(iterable) { return fromIterable(iterable); }

  get locked() { return isLocked(need(this, ReadableStream).stream); }

  cancel(reason = undefined) {
    if (!isReadableStream(this)) return Promise.reject(wrongThis(ReadableStream));
    if (isLocked(this)) return Promise.reject(invalidState('ReadableStream is locked'));
    return cancel(this, reason);
  }

  getReader(options = {}) {
    need(this, ReadableStream);
    needObject(options, 'options');
    const mode = options?.mode;
    if (mode === undefined) return new ReadableStreamDefaultReader(this);
    if (`${mode}` !== 'byob') throw invalidArgValue('options.mode', mode);
    return new (bytes().ReadableStreamBYOBReader)(this);
  }

  pipeThrough(transform, options = {}) {
    need(this, ReadableStream);
    const readable = transform?.readable;
    if (!isReadableStream(readable)) throw invalidArgType('transform.readable', readable, 'ReadableStream');
    const pipe = native.part('pipe');
    const writable = transform?.writable;
    pipe.needWritable(writable);
    const settings = pipe.settings(options);
    pipe.needUnlocked(this, writable);
    handled(pipe.pipeTo(this, writable, settings));
    return readable;
  }

  pipeTo(destination, options = {}) {
    try {
      need(this, ReadableStream);
      const pipe = native.part('pipe');
      pipe.needWritable(destination);
      const settings = pipe.settings(options);
      pipe.needUnlocked(this, destination);
      return pipe.pipeTo(this, destination, settings);
    } catch (err) {
      return Promise.reject(err);
    }
  }

  tee() {
    need(this, ReadableStream);
    if (isLocked(this)) throw invalidState('ReadableStream is locked');
    return tee(this);
  }

  values(options = {}) {
    need(this, ReadableStream);
    needObject(options, 'options');
    return values(this, Boolean(options?.preventCancel));
  }
}
Object.defineProperty(ReadableStream.prototype, asyncIterator, { value: ReadableStream.prototype.values, writable: true, configurable: true });
Object.defineProperty(ReadableStream, 'from', { enumerable: true });
native.transferable(ReadableStream.prototype, 'ReadableStream');
define(ReadableStream, ['locked', 'cancel', 'getReader', 'pipeThrough', 'pipeTo', 'tee', 'values'], {
  show: (s) => ({ locked: s.locked, state: s[kState].state, supportsBYOB: bytesOf(s) }),
});
answers(ReadableStream, {
  disturbed: (s) => s.disturbed,
  errored: (s) => s.state === 'errored',
  readable: (s) => s.state === 'readable',
});

const isReadableStream = (o) => slots(o, ReadableStream) !== undefined;
const isLocked = (s) => s[kState].reader !== undefined;
const bytesOf = (s) => s[kState].controller?.[kState].bytes === true;

function prepare(stream) {
  stream[kState] = { stream, state: 'readable', reader: undefined, error: undefined, disturbed: false, controller: undefined, closed: undefined };
}

// create is a stream of our own algorithms.
function create(start, pull, cancelAlgorithm, mark = 1, size = () => 1) {
  const stream = new ReadableStream(secret);
  prepare(stream);
  setup(stream, new ReadableStreamDefaultController(secret), start, pull, cancelAlgorithm, mark, size);
  return stream;
}

function cancel(stream, reason) {
  const state = stream[kState];
  state.disturbed = true;
  if (state.state === 'closed') return Promise.resolve();
  if (state.state === 'errored') return Promise.reject(state.error);
  close(stream);
  const { reader } = state;
  if (reader?.[kState].into) for (const request of reader[kState].requests.take()) request.close(undefined);
  return state.controller[kState].cancelSteps(reason).then(noop);
}

function close(stream) {
  const state = stream[kState];
  state.state = 'closed';
  state.closed?.resolve();
  const { reader } = state;
  if (!reader) return;
  reader[kState].closed.resolve();
  if (!reader[kState].into) for (const request of reader[kState].requests.take()) request.close();
}

function fail(stream, err) {
  const state = stream[kState];
  state.state = 'errored';
  state.error = err;
  state.closed?.reject(err);
  const { reader } = state;
  if (!reader) return;
  handled(reader[kState].closed.promise);
  reader[kState].closed.reject(err);
  for (const request of reader[kState].requests.take()) request.error(err);
}

// Readers.

function initialize(reader, stream, into) {
  const { state, error } = stream[kState];
  const closed = state === 'readable' ? new Deferred() : state === 'closed' ? Deferred.resolved() : Deferred.rejected(error);
  reader[kState] = { stream, closed, requests: new List(), into };
  stream[kState].reader = reader;
}

function genericRelease(reader) {
  const state = reader[kState];
  const { stream } = state;
  const released = invalidState('Reader released');
  if (!state.closed.settled) {
    handled(state.closed.promise);
    state.closed.reject(released);
  } else {
    state.closed = Deferred.rejected(released);
  }
  stream[kState].controller[kState].releaseSteps();
  stream[kState].reader = undefined;
  state.stream = undefined;
}

function release(reader) {
  const state = reader[kState];
  if (state.stream === undefined) return;
  genericRelease(reader);
  const requests = state.requests.take();
  if (requests.length === 0) return;
  const err = invalidState('Releasing reader');
  for (const request of requests) request.error(err);
}

const unattached = () => invalidState('The reader is not attached to a stream');

// readerClass adds what both kinds of readers have.
function readerMethods(Class, into) {
  const methods = {
    releaseLock() {
      need(this, Class);
      release(this);
    },
    get closed() {
      const state = slots(this, Class);
      return state ? state.closed.promise : Promise.reject(wrongThis(Class));
    },
    cancel(reason = undefined) {
      try {
        const { stream } = need(this, Class);
        if (stream === undefined) throw unattached();
        return cancel(stream, reason);
      } catch (err) {
        return Promise.reject(err);
      }
    },
  };
  const descriptors = Object.getOwnPropertyDescriptors(methods);
  for (const name of Object.keys(descriptors)) descriptors[name].enumerable = false;
  Object.defineProperties(Class.prototype, descriptors);
  define(Class, ['closed', 'read', 'releaseLock', 'cancel'], {
    show: ({ [kState]: { stream, requests, closed } }) => ({ stream, [into ? 'readIntoRequests' : 'readRequests']: requests.length, close: closed.promise }),
  });
}

class ReadableStreamDefaultReader {
  constructor(stream) {
    if (!isReadableStream(stream)) throw invalidArgType('stream', stream, 'ReadableStream');
    if (isLocked(stream)) throw invalidState('ReadableStream is locked');
    initialize(this, stream, false);
  }

  read() {
    const state = slots(this, ReadableStreamDefaultReader);
    if (state === undefined) return Promise.reject(wrongThis(ReadableStreamDefaultReader));
    if (state.stream === undefined) return Promise.reject(unattached());
    return new Promise((resolve, reject) => read(this, {
      chunk: (value) => resolve({ done: false, value }),
      close: () => resolve({ done: true, value: undefined }),
      error: reject,
    }));
  }
}
readerMethods(ReadableStreamDefaultReader, false);

function read(reader, request) {
  const { stream } = reader[kState];
  const state = stream[kState];
  state.disturbed = true;
  if (state.state === 'closed') request.close();
  else if (state.state === 'errored') request.error(state.error);
  else state.controller[kState].pullSteps(request);
}

// The default controller.

class ReadableStreamDefaultController {
  constructor() { needSecret(arguments[0]); }
  get desiredSize() { return desiredSize(need(this, ReadableStreamDefaultController)); }

  close() {
    const state = need(this, ReadableStreamDefaultController);
    if (!isOpen(state)) throw invalidState('Controller is already closed');
    controllerClose(state);
  }

  enqueue(chunk = undefined) {
    const state = need(this, ReadableStreamDefaultController);
    if (!isOpen(state)) throw invalidState('Controller is already closed');
    enqueue(state, chunk);
  }

  error(err = undefined) { controllerError(need(this, ReadableStreamDefaultController), err); }
}
define(ReadableStreamDefaultController, ['desiredSize', 'close', 'enqueue', 'error'], { show: () => ({}) });

// The functions below take the state of a controller.

const isOpen = (c) => !c.closeRequested && c.stream[kState].state === 'readable';

function desiredSize(c) {
  const { state } = c.stream[kState];
  return state === 'errored' ? null : state === 'closed' ? 0 : c.mark - c.queue.size;
}

function controllerClose(c) {
  if (!isOpen(c)) return;
  c.closeRequested = true;
  if (c.queue.length > 0) return;
  clear(c);
  close(c.stream);
}

function enqueue(c, chunk) {
  if (!isOpen(c)) return;
  const requests = c.stream[kState].reader?.[kState].requests;
  if (requests?.length > 0) {
    requests.shift().chunk(chunk);
  } else {
    try {
      c.queue.add(chunk, c.size(chunk));
    } catch (err) {
      controllerError(c, err);
      throw err;
    }
  }
  pullIfNeeded(c);
}

function controllerError(c, err) {
  if (c.stream[kState].state !== 'readable') return;
  c.queue.reset();
  clear(c);
  fail(c.stream, err);
}

// clear forgets the functions of the source: they may hold much.
function clear(c) {
  c.pull = c.cancel = c.size = undefined;
}

function shouldPull(c) {
  if (!isOpen(c) || !c.started) return false;
  return c.stream[kState].reader?.[kState].requests.length > 0 || desiredSize(c) > 0;
}

// taken is called when something was taken from the queue.
function taken(c) {
  if (c.closeRequested && c.queue.length === 0) {
    clear(c);
    close(c.stream);
  } else {
    pullIfNeeded(c);
  }
}

// takeQueued calls f with what waits in a stream, while wanted says so. It reports whether
// there was anything.
function takeQueued(stream, wanted, f) {
  const c = stream[kState].controller[kState];
  if (c.bytes || c.queue.length === 0 || !wanted()) return false;
  do f(c.queue.remove()); while (c.queue.length > 0 && wanted());
  if (stream[kState].state === 'readable') taken(c);
  return true;
}

// pullIfNeeded is for controllers of both kinds: pulls does what asks for it.
function pullIfNeeded(c) {
  if (!c.wantsMore()) return;
  if (c.pulling) {
    c.pullAgain = true;
    return;
  }
  c.pulling = true;
  c.pull(c.controller).then(() => {
    c.pulling = false;
    if (!c.pullAgain) return;
    c.pullAgain = false;
    pullIfNeeded(c);
  }, (err) => c.failed(err));
}

// start calls a source's start, and pulls when what that returned is there.
function begin(c, startAlgorithm) {
  const result = startAlgorithm();
  new Promise((resolve) => resolve(result)).then(() => {
    c.started = true;
    pullIfNeeded(c);
  }, (err) => c.failed(err));
}

function setup(stream, controller, start, pull, cancelAlgorithm, mark, size) {
  const c = controller[kState] = {
    controller, stream, bytes: false, queue: new Queue(), started: false, closeRequested: false, pulling: false, pullAgain: false,
    mark, size, pull, cancel: cancelAlgorithm,
    wantsMore: () => shouldPull(c),
    failed: (err) => controllerError(c, err),
    cancelSteps(reason) {
      c.queue.reset();
      const result = c.cancel(reason);
      clear(c);
      return result;
    },
    pullSteps(request) {
      if (c.queue.length > 0) {
        const chunk = c.queue.remove();
        taken(c);
        request.chunk(chunk);
        return;
      }
      c.stream[kState].reader[kState].requests.push(request);
      pullIfNeeded(c);
    },
    releaseSteps: noop,
  };
  stream[kState].controller = controller;
  begin(c, start);
}

function setupFromSource(stream, source, mark, size) {
  const controller = new ReadableStreamDefaultController(secret);
  const { start, pull, cancel: cancelMethod } = source;
  const begins = starting(start, source, controller);
  setup(stream, controller, begins, promising('source.pull', pull, source), ending('source.cancel', cancelMethod, source), mark, size);
}

// Streams in other shapes.

const iteratorBase = Object.create(native.asyncIteratorPrototype, {
  next: { value: undefined, writable: true, enumerable: true, configurable: true },
  return: { value: undefined, writable: true, enumerable: true, configurable: true },
});

function values(stream, preventCancel) {
  const reader = new ReadableStreamDefaultReader(stream);
  let done = false;
  let started = false;
  let current; // the promise that the next one waits for
  const end = (settle) => (v) => {
    current = undefined;
    done = true;
    release(reader);
    settle(v);
  };
  function nextSteps() {
    if (done) return Promise.resolve({ done: true, value: undefined });
    if (reader[kState].stream === undefined) return Promise.reject(invalidState('The reader is not bound to a ReadableStream'));
    return new Promise((resolve, reject) => read(reader, {
      chunk(value) {
        current = undefined;
        resolve({ done: false, value });
      },
      close: end(() => resolve({ done: true, value: undefined })),
      error: end(reject),
    }));
  }
  async function returnSteps(value) {
    if (done) return { done: true, value };
    done = true;
    if (reader[kState].stream === undefined) throw invalidState('The reader is not bound to a ReadableStream');
    const result = preventCancel ? undefined : cancel(reader[kState].stream, value);
    release(reader);
    if (!preventCancel) await result;
    return { done: true, value };
  }
  return Object.assign(Object.create(iteratorBase), {
    next() {
      if (!started) current = Promise.resolve();
      started = true;
      if (current !== undefined) return current = current.then(nextSteps, nextSteps);
      const waits = reader[kState].stream?.[kState].controller[kState].queue.length > 0;
      const given = nextSteps();
      if (!waits) current = given;
      return given;
    },
    return(value) {
      started = true;
      const steps = () => returnSteps(value);
      current = current === undefined ? steps() : current.then(steps, steps);
      return current;
    },
    [asyncIterator]() { return this; },
  });
}

function fromIterable(iterable) {
  const make = iterable[asyncIterator] ?? undefined;
  const sync = make === undefined;
  const method = sync ? iterable[Symbol.iterator] : make;
  if (typeof method !== 'function') throw typeError('ERR_ARG_NOT_ITERABLE', `${native.shown(iterable)} must be iterable`);
  const iterator = method.call(iterable);
  if (!isObject(iterator)) throw invalidState('The iterator method must return an object');
  const { next } = iterator;
  const must = (result, name) => {
    if (!isObject(result)) throw invalidState(`The promise returned by the iterator.${name}() method must fulfill with an object`);
  };
  const ask = () => {
    const result = next.call(iterator);
    if (!sync) return result;
    must(result, 'next');
    const { done, value } = result;
    return !done && isObject(value) && typeof value.then === 'function' ? Promise.resolve(value).then((v) => ({ done, value: v })) : { done, value };
  };
  const pull = () => attempt(ask).then((result) => {
    must(result, 'next');
    const c = stream[kState].controller[kState];
    if (result.done) return controllerClose(c);
    enqueue(c, result.value);
    return c.wantsMore() ? pull() : undefined;
  }, (err) => controllerError(stream[kState].controller[kState], err));
  const stream = create(noop, pull, async (reason) => {
    const method = iterator.return;
    if (method === undefined || method === null) return;
    const result = await method.call(iterator, reason);
    must(result, 'return');
  }, 0);
  return stream;
}

function tee(stream) { return bytesOf(stream) ? bytes().tee(stream) : defaultTee(stream); }

// branches is what a tee keeps of its two cancels: the source is cancelled with both.
function branches(stream) {
  const reasons = [undefined, undefined];
  const b = {
    canceled: [false, false],
    over: new Deferred(),
    cancel: (i) => (reason) => {
      b.canceled[i] = true;
      reasons[i] = reason;
      if (b.canceled[1 - i]) b.over.resolve(cancel(stream, reasons));
      return b.over.promise;
    },
  };
  return b;
}

function defaultTee(stream) {
  const reader = new ReadableStreamDefaultReader(stream);
  const b = branches(stream);
  let reading = false;
  let again = false;
  let controllers;
  const each = (f) => controllers.forEach((c, i) => { if (!b.canceled[i]) f(c); });
  async function pull() {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    read(reader, {
      chunk(chunk) {
        soon(() => {
          again = false;
          each((c) => enqueue(c, chunk));
          reading = false;
          if (again) pull();
        });
      },
      close() {
        native.nextTick(() => { // as in Node
          reading = false;
          each(controllerClose);
          if (!b.canceled[0] || !b.canceled[1]) b.over.resolve();
        });
      },
      error() { reading = false; },
    });
  }
  const streams = [create(noop, pull, b.cancel(0)), create(noop, pull, b.cancel(1))];
  controllers = streams.map((s) => s[kState].controller[kState]);
  reader[kState].closed.promise.then(undefined, (err) => {
    for (const c of controllers) controllerError(c, err);
    if (!b.canceled[0] || !b.canceled[1]) b.over.resolve();
  });
  return streams;
}

// ReadableStreamTee is what Node lets out of the standard's own operations.
function ReadableStreamTee(stream, cloneForBranch2 = false) { return tee(stream); }

Object.assign(exports, {
  ReadableStream, ReadableStreamTee, ReadableStreamDefaultReader, ReadableStreamDefaultController,
  isReadableStream, isLocked, prepare, create, cancel, close, fail, initialize, genericRelease, release, unattached, readerMethods, read, branches,
  takeQueued, pullIfNeeded, begin, enqueue, controllerClose, controllerError, desiredSize,
});
