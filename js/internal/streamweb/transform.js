'use strict';
// TransformStream and its controller.
const {
  kState, secret, noop, invalidState, needSecret, isObject, needObject, need, highWaterMark, sizeAlgorithm,
  promising, ending, Deferred, define, invalidArgType, invalidRange,
} = native.part('common');
const readable = native.part('readable');
const writable = native.part('writable');

class TransformStream {
  constructor(transformer = {}, writableStrategy = {}, readableStrategy = {}) {
    needObject(transformer, 'transformer', false);
    needObject(writableStrategy, 'writableStrategy');
    needObject(readableStrategy, 'readableStrategy');
    const { readableType, writableType, start } = transformer;
    if (readableType !== undefined) throw invalidRange('transformer.readableType', readableType);
    if (writableType !== undefined) throw invalidRange('transformer.writableType', writableType);
    const readableMark = highWaterMark(readableStrategy?.highWaterMark, 0);
    const readableSize = sizeAlgorithm(readableStrategy?.size);
    const writableMark = highWaterMark(writableStrategy?.highWaterMark, 1);
    const writableSize = sizeAlgorithm(writableStrategy?.size);
    const started = new Deferred();
    setup(this, started.promise, transformer, [writableMark, writableSize], [readableMark, readableSize]);
    if (start) {
      if (typeof start !== 'function') throw new TypeError(`Function.prototype.call was called on ${start}, which is ${kindOf(start)} and not a function`);
      started.resolve(start.call(transformer, this[kState].controller));
    } else {
      started.resolve();
    }
  }

  get readable() { return need(this, TransformStream).readable; }
  get writable() { return need(this, TransformStream).writable; }
}
native.transferable(TransformStream.prototype, 'TransformStream');
define(TransformStream, ['readable', 'writable'], {
  show: (s) => ({ readable: s.readable, writable: s.writable, backpressure: s[kState].backpressure }),
});

class TransformStreamDefaultController {
  constructor() { needSecret(arguments[0]); }
  get desiredSize() { return readable.desiredSize(need(this, TransformStreamDefaultController).out); }
  enqueue(chunk = undefined) { enqueue(need(this, TransformStreamDefaultController), chunk); }
  error(reason = undefined) { fail(need(this, TransformStreamDefaultController), reason); }
  terminate() { terminate(need(this, TransformStreamDefaultController)); }
}
define(TransformStreamDefaultController, ['desiredSize', 'enqueue', 'error', 'terminate'], { show: (c) => ({ stream: c[kState].stream }) });

const kindOf = (v) => (isObject(v) ? 'an object' : `a ${typeof v}`);

// method takes a function of the transformer.
// setup makes both sides. t is the state of the stream and of its controller.
function setup(stream, started, transformer, [writableMark, writableSize], [readableMark, readableSize]) {
  const controller = new TransformStreamDefaultController(secret);
  const t = { stream, controller, backpressure: undefined, change: undefined, finish: undefined };
  t.writable = writable.create(() => started, (chunk) => sinkWrite(t, chunk), () => sinkClose(t), (reason) => sinkAbort(t, reason), writableMark, writableSize);
  t.readable = readable.create(() => started, () => sourcePull(t), (reason) => sourceCancel(t, reason), readableMark, readableSize);
  t.out = t.readable[kState].controller[kState];
  setBackpressure(t, true);
  stream[kState] = controller[kState] = t;
  t.transform = promising('transformer.transform', transformer.transform || ((chunk) => enqueue(t, chunk)), transformer);
  t.flush = ending('transformer.flush', transformer.flush, transformer);
  t.cancel = ending('transformer.cancel', transformer.cancel, transformer);
}

function clear(t) {
  t.transform = t.flush = t.cancel = undefined;
}

function fail(t, err) {
  readable.controllerError(t.out, err);
  errorWritable(t, err);
}

function errorWritable(t, err) {
  clear(t);
  writable.errorIfNeeded(t.writable[kState].controller[kState], err);
  unblock(t);
}

function unblock(t) {
  if (t.backpressure) setBackpressure(t, false);
}

function setBackpressure(t, backpressure) {
  t.change?.resolve();
  t.change = new Deferred();
  t.backpressure = backpressure;
}

function enqueue(t, chunk) {
  const { out } = t;
  if (out.closeRequested || out.stream[kState].state !== 'readable') throw invalidState('Unable to enqueue');
  try {
    readable.enqueue(out, chunk);
  } catch (err) {
    errorWritable(t, err);
    throw t.readable[kState].error;
  }
  const backpressure = !out.wantsMore();
  if (backpressure !== t.backpressure) setBackpressure(t, true);
}

function terminate(t) {
  readable.controllerClose(t.out);
  errorWritable(t, invalidState('TransformStream has been terminated'));
}

function perform(t, chunk, resolve, reject) {
  if (t.transform === undefined) return resolve(); // the other side is being cancelled
  t.transform(chunk, t.controller).then(() => resolve(), (err) => {
    fail(t, err);
    reject(err);
  });
}

function sinkWrite(t, chunk) {
  return new Promise((resolve, reject) => {
    if (!t.backpressure) return perform(t, chunk, resolve, reject);
    t.change.promise.then(() => {
      const { state, error } = t.writable[kState];
      if (state !== 'writable') reject(error);
      else perform(t, chunk, resolve, reject);
    });
  });
}

function sinkAbort(t, reason) {
  return finish(t, () => t.cancel?.(reason), (settle) => {
    const { state, error } = t.readable[kState];
    if (state === 'errored') return settle.reject(error);
    readable.controllerError(t.out, reason);
    settle.resolve();
  }, (err) => readable.controllerError(t.out, err)).then(noop); // a turn later, as in Node
}

function sinkClose(t) {
  return finish(t, () => t.flush?.(t.controller), (settle) => {
    const { state, error } = t.readable[kState];
    if (state === 'errored') return settle.reject(error);
    readable.controllerClose(t.out);
    settle.resolve();
  }, (err) => readable.controllerError(t.out, err));
}

function sourceCancel(t, reason) {
  return finish(t, () => t.cancel?.(reason), (settle) => {
    const { state, error } = t.writable[kState];
    if (state === 'errored') return settle.reject(error);
    writable.errorIfNeeded(t.writable[kState].controller[kState], reason);
    unblock(t);
    settle.resolve();
  }, (err) => {
    writable.errorIfNeeded(t.writable[kState].controller[kState], err);
    unblock(t);
  });
}

// finish calls the last function of a transformer, once for both sides.
function finish(t, call, succeeded, failed) {
  if (t.finish !== undefined) return t.finish.promise;
  t.finish = new Deferred();
  const result = call() ?? Promise.resolve(); // nothing once the other side has failed
  clear(t);
  result.then(() => succeeded(t.finish), (err) => {
    failed(err);
    t.finish.reject(err);
  });
  return t.finish.promise;
}

function sourcePull(t) {
  setBackpressure(t, false);
  return t.change.promise;
}

// transferred is a TransformStream of two sides that come from elsewhere.
function transferred(readable, writable) {
  const stream = Object.create(TransformStream.prototype);
  stream[kState] = { stream, readable, writable, backpressure: undefined };
  return stream;
}

Object.assign(exports, { transferred, TransformStream, TransformStreamDefaultController });
