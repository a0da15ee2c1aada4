'use strict';
// The parts of require('events') that promises and iterators make easier to say
// in JavaScript.
const { EventEmitter, asyncIterator, asyncIteratorPrototype, invalidArgType, needLevel, abortError, defaultMax, maxListeners } = native;

const isTarget = (o) => o !== null && typeof o === 'object' && typeof o.addEventListener === 'function';

function needSignal(signal, name = 'options.signal') {
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
    throw invalidArgType(name, signal, ['AbortSignal']);
  }
  return signal;
}

const resists = Symbol.for('nodejs.internal.kResistStopPropagation');

// listen adds a listener to an emitter or an event target, and returns what
// takes it away. That of a signal is always called, even when one before it has stopped
// the event.
function listen(emitter, name, listener, once, always = false) {
  if (typeof emitter.on === 'function') {
    if (once) emitter.once(name, listener); else emitter.on(name, listener);
    return () => emitter.removeListener(name, listener);
  }
  if (typeof emitter.addEventListener === 'function') {
    emitter.addEventListener(name, listener, { once, [resists]: always });
    return () => emitter.removeEventListener(name, listener);
  }
  throw invalidArgType('emitter', emitter, ['EventEmitter']);
}

// signalOf checks the options of once and on.
function signalOf(options) {
  if (options === null || typeof options !== 'object' || Array.isArray(options)) {
    throw invalidArgType('options', options, ['object']);
  }
  return needSignal(options.signal);
}

async function once(emitter, name, options = {}) {
  const signal = signalOf(options);
  if (signal?.aborted) throw abortError(signal.reason);
  return new Promise((resolve, reject) => {
    const undo = [];
    const settle = (how) => (value) => {
      for (const f of undo) f();
      how(value);
    };
    const done = settle(resolve);
    const failed = settle(reject);
    undo.push(listen(emitter, name, (...args) => done(args), true));
    if (name !== 'error' && typeof emitter.once === 'function') undo.push(listen(emitter, 'error', failed, true));
    if (signal) undo.push(listen(signal, 'abort', () => failed(abortError(signal.reason)), true, true));
  });
}

function on(emitter, name, options = {}) {
  const signal = signalOf(options);
  if (signal?.aborted) throw abortError(signal.reason);
  const high = needLevel('options.highWaterMark', options.highWaterMark ?? options.highWatermark ?? Number.MAX_SAFE_INTEGER);
  const low = needLevel('options.lowWaterMark', options.lowWaterMark ?? options.lowWatermark ?? 1);
  const events = [];
  const waiting = [];
  const undo = [];
  let error = null;
  let finished = false;
  let paused = false;

  const close = () => {
    for (const f of undo.splice(0).reverse()) f();
    finished = true;
    for (const { resolve } of waiting.splice(0)) resolve({ done: true, value: undefined });
    return Promise.resolve({ done: true, value: undefined });
  };
  const failed = (err) => {
    const first = waiting.shift();
    if (first) first.reject(err); else error = err;
    close();
  };
  const arrived = (...args) => {
    const first = waiting.shift();
    if (first) return first.resolve({ done: false, value: args });
    events.push(args);
    if (!paused && events.length > high && typeof emitter.pause === 'function') {
      paused = true;
      emitter.pause();
    }
  };
  undo.push(listen(emitter, name, isTarget(emitter) && typeof emitter.on !== 'function' ? (event) => arrived(event) : arrived, false));
  if (name !== 'error' && typeof emitter.on === 'function') undo.push(listen(emitter, 'error', failed, false));
  for (let i = 0; i < options.close?.length; i++) undo.push(listen(emitter, options.close[i], close, false));
  if (signal) undo.push(listen(signal, 'abort', () => failed(abortError(signal.reason)), true, true));

  return Object.setPrototypeOf({
    next() {
      if (events.length > 0) {
        const value = events.shift();
        if (paused && events.length < low) {
          paused = false;
          emitter.resume();
        }
        return Promise.resolve({ done: false, value });
      }
      if (error) {
        const rejected = Promise.reject(error);
        error = null;
        return rejected;
      }
      if (finished) return close();
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return() { return close(); },
    throw(err) {
      if (!(err instanceof Error)) throw invalidArgType('EventEmitter.AsyncIterator', err, ['Error']);
      failed(err);
    },
    [asyncIterator]() { return this; },
    // What waits in it, for those who want to know.
    [Symbol.for('nodejs.watermarkData')]: {
      get size() { return events.length; },
      get low() { return low; },
      get high() { return high; },
      get isPaused() { return paused; },
    },
  }, asyncIteratorPrototype);
}

function getEventListeners(emitter, name) {
  if (typeof emitter.listeners === 'function') return emitter.listeners(name);
  if (isTarget(emitter)) return listenersOf(emitter, name);
  throw invalidArgType('emitter', emitter, ['EventEmitter', 'EventTarget']);
}

// An event target tells its listeners under this symbol.
const listenersOf = (target, name) => target[Symbol.for('nodejs.internal.kListeners')]?.(name) ?? [];

function getMaxListeners(emitter) {
  if (typeof emitter?.getMaxListeners === 'function') return emitter.getMaxListeners();
  if (isTarget(emitter)) return emitter[maxListeners] ?? defaultMax();
  throw invalidArgType('emitter', emitter, ['EventEmitter', 'EventTarget']);
}

function listenerCount(emitter, name) {
  if (isTarget(emitter)) return listenersOf(emitter, name).length;
  throw invalidArgType('emitter', emitter, ['EventEmitter', 'EventTarget']);
}

function addAbortListener(signal, listener) {
  if (signal === undefined) throw invalidArgType('signal', signal, ['AbortSignal']);
  needSignal(signal, 'signal');
  if (typeof listener !== 'function') throw invalidArgType('listener', listener, ['function']);
  let undo;
  if (signal.aborted) queueMicrotask(() => listener());
  else undo = listen(signal, 'abort', listener, true, true);
  return { __proto__: null, [Symbol.dispose]() { undo?.(); } };
}

// EventEmitterAsyncResource is made when somebody asks for it: it needs
// async_hooks.
exports.asyncResourceClass = function asyncResourceClass() {
  const { AsyncResource } = require('async_hooks');

  class EventEmitterReferencingAsyncResource extends AsyncResource {
    #emitter;
    constructor(emitter, type, options) {
      super(type, options);
      this.#emitter = emitter;
    }
    get eventEmitter() { return this.#emitter; }
  }

  return class EventEmitterAsyncResource extends EventEmitter {
    #resource;
    constructor(options = undefined) {
      let name;
      if (typeof options === 'string') {
        name = options;
        options = undefined;
      } else {
        if (new.target === EventEmitterAsyncResource && typeof options?.name !== 'string') {
          throw invalidArgType('options.name', options?.name, ['string']);
        }
        name = options?.name || new.target.name;
      }
      super(options);
      this.#resource = new EventEmitterReferencingAsyncResource(this, name, options);
    }
    emit(event, ...args) { return this.asyncResource.runInAsyncScope(super.emit, this, event, ...args); }
    emitDestroy() { this.asyncResource.emitDestroy(); }
    get asyncId() { return this.asyncResource.asyncId(); }
    get triggerAsyncId() { return this.asyncResource.triggerAsyncId(); }
    get asyncResource() { return this.#resource; }
  };
};

Object.assign(exports, { once, on, getEventListeners, getMaxListeners, listenerCount, addAbortListener });
