'use strict';
// Mocks: functions, methods and properties that keep what happened to them, and time that
// only goes on when it is told to.
const assert = require('assert');
const { MockTimers } = native.part('timers');

const inPlaceOf = new WeakMap(); // the context of a mock, by its function

class MockFunctionContext {
  #calls = [];
  #mocks = new Map();
  #implementation;
  #undo;
  #times;
  constructor(implementation, undo, times) {
    this.#implementation = { original: implementation.original, now: implementation.now };
    this.#undo = undo;
    this.#times = times;
  }
  get calls() { return this.#calls.slice(); }
  callCount() { return this.#calls.length; }
  mockImplementation(implementation) {
    if (typeof implementation !== 'function') throw native.invalidArgType('implementation', implementation, 'function');
    this.#implementation.now = implementation;
  }
  mockImplementationOnce(implementation, onCall) {
    if (typeof implementation !== 'function') throw native.invalidArgType('implementation', implementation, 'function');
    const next = this.#calls.length;
    if (onCall !== undefined) native.validateInteger(onCall, 'onCall', next);
    this.#mocks.set(onCall ?? next, implementation);
  }
  restore() { this.#undo?.(); this.#undo = undefined; this.#implementation.now = this.#implementation.original; this.#mocks.clear(); }
  resetCalls() { this.#calls = []; }
  _next() {
    const n = this.#calls.length, once = this.#mocks.get(n);
    this.#mocks.delete(n);
    if (n + 1 === this.#times) queueMicrotask(() => this.restore());
    return once ?? (n < this.#times ? this.#implementation.now : this.#implementation.original);
  }
  _track(call) { this.#calls.push(call); }
}

// mocked is a function that keeps its calls.
function mocked(original, implementation, undo, times) {
  const context = new MockFunctionContext({ original, now: implementation }, undo, times ?? Infinity);
  const proxy = new Proxy(original, {
    apply(_, self, list) {
      const call = { arguments: list, error: undefined, result: undefined, stack: new Error(), target: undefined, this: self };
      const f = context._next();
      try {
        return call.result = Reflect.apply(f, self, list);
      } catch (err) {
        call.error = err;
        throw err;
      } finally {
        context._track(call);
      }
    },
    construct(target, list, newTarget) {
      const call = { arguments: list, error: undefined, result: undefined, stack: new Error(), target, this: undefined };
      const f = context._next();
      try {
        const made = Reflect.construct(f, list, newTarget === proxy ? f : newTarget);
        call.this = made;
        return call.result = made;
      } catch (err) {
        call.error = err;
        throw err;
      } finally {
        context._track(call);
      }
    },
    get(target, key, receiver) { return key === 'mock' ? context : Reflect.get(target, key, receiver); },
  });
  inPlaceOf.set(proxy, context);
  return proxy;
}

function timesOf(times) {
  if (times !== undefined) native.validateInteger(times, 'options.times', 1);
  return times;
}

class MockPropertyContext {
  #object;
  #name;
  #descriptor;
  #value;
  #accesses = [];
  #once = new Map();
  constructor(object, name, value, given) {
    this.#object = object;
    this.#name = name;
    this.#descriptor = Object.getOwnPropertyDescriptor(object, name);
    if (!this.#descriptor) throw native.invalidArgValue('propertyName', name, 'is not a property of the object');
    this.#value = given ? value : object[name];
    const context = this;
    const next = (type, set) => {
      const n = context.#accesses.length;
      const value = context.#once.has(n) ? context.#once.get(n) : set ?? context.#value;
      context.#once.delete(n);
      context.#accesses.push({ type, value, stack: new Error() });
      return value;
    };
    Object.defineProperty(object, name, {
      configurable: this.#descriptor.configurable,
      enumerable: this.#descriptor.enumerable,
      get() { return next('get'); },
      set(v) { context.#value = next('set', v); },
    });
  }
  get accesses() { return this.#accesses.slice(); }
  accessCount() { return this.#accesses.length; }
  mockImplementation(value) { this.#value = value; }
  mockImplementationOnce(value, onAccess) {
    const next = this.#accesses.length;
    if (onAccess !== undefined) native.validateInteger(onAccess, 'onAccess', next);
    this.#once.set(onAccess ?? next, value);
  }
  resetAccesses() { this.#accesses = []; }
  restore() { Object.defineProperty(this.#object, this.#name, this.#descriptor); }
}

class MockTracker {
  #mocks = [];
  #timers;
  get timers() { return this.#timers ??= new MockTimers(); }

  fn(original = () => {}, implementation = original, options = {}) {
    if (original !== null && typeof original === 'object') { options = original; original = () => {}; implementation = original; }
    else if (implementation !== null && typeof implementation === 'object') { options = implementation; implementation = original; }
    if (typeof original !== 'function') throw native.invalidArgType('original', original, 'function');
    if (typeof implementation !== 'function') throw native.invalidArgType('implementation', implementation, 'function');
    const f = mocked(original, implementation, undefined, timesOf(options.times));
    this.#mocks.push(inPlaceOf.get(f));
    return f;
  }

  method(object, name, implementation, options = {}) {
    if (object === null || (typeof object !== 'object' && typeof object !== 'function')) throw native.invalidArgType('objectOrFunction', object, ['object', 'function']);
    if (typeof name !== 'string' && typeof name !== 'symbol') throw native.invalidArgType('methodName', name, ['string', 'symbol']);
    if (implementation !== null && typeof implementation === 'object') { options = implementation; implementation = undefined; }
    const { getter = false, setter = false } = options;
    if (getter && setter) throw native.invalidArgValue('options.setter', setter, "cannot be used with 'options.getter'");
    let holder = object, descriptor;
    while (holder && !(descriptor = Object.getOwnPropertyDescriptor(holder, name))) holder = Object.getPrototypeOf(holder);
    const kind = getter ? 'get' : setter ? 'set' : 'value';
    const original = descriptor?.[kind];
    if (typeof original !== 'function') throw native.invalidArgValue('methodName', original, 'must be a method');
    const own = Object.getOwnPropertyDescriptor(object, name);
    const undo = () => {
      if (own) Object.defineProperty(object, name, own);
      else delete object[name];
    };
    const f = mocked(original, implementation ?? original, undo, timesOf(options.times));
    const changed = { configurable: descriptor.configurable, enumerable: descriptor.enumerable };
    if (kind === 'value') { changed.writable = descriptor.writable; changed.value = f; }
    else { changed.get = descriptor.get; changed.set = descriptor.set; changed[kind] = f; }
    Object.defineProperty(object, name, changed);
    this.#mocks.push(inPlaceOf.get(f));
    return f;
  }

  getter(object, name, implementation, options) { return this.#accessor('getter', object, name, implementation, options); }
  setter(object, name, implementation, options) { return this.#accessor('setter', object, name, implementation, options); }
  #accessor(kind, object, name, implementation, options = {}) {
    if (implementation !== null && typeof implementation === 'object') { options = implementation; implementation = undefined; }
    if (options[kind] === false) throw native.invalidArgValue(`options.${kind}`, options[kind], 'cannot be false');
    return this.method(object, name, implementation, { ...options, [kind]: true });
  }

  property(object, name, value) {
    if (object === null || (typeof object !== 'object' && typeof object !== 'function')) throw native.invalidArgType('object', object, ['object', 'function']);
    if (typeof name !== 'string' && typeof name !== 'symbol') throw native.invalidArgType('propertyName', name, ['string', 'symbol']);
    const context = new MockPropertyContext(object, name, value, arguments.length > 2);
    this.#mocks.push(context);
    return new Proxy(object, { get(target, key, receiver) { return key === 'mock' ? context : Reflect.get(target, key, receiver); } });
  }

  module() { throw native.unavailable('mocking of modules in node:test'); }

  reset() {
    this.restoreAll();
    this.#mocks = [];
    this.#timers?.reset();
  }
  restoreAll() { for (const mock of this.#mocks) mock.restore(); }
}

// assertions are those of the module assert, each of which counts for a plan.
function assertions(count) {
  const all = {};
  for (const name of Object.keys(assert)) {
    if (typeof assert[name] !== 'function' || ['AssertionError', 'strict', 'Assert', 'CallTracker'].includes(name)) continue;
    all[name] = (...list) => { count(); return assert[name](...list); };
  }
  all.snapshot = all.fileSnapshot = () => { throw native.unavailable('snapshots of the node:test'); };
  return all;
}

module.exports = { MockTracker, assertions };
