'use strict';
// What the classes share. Each has its state under kState, as the objects that the
// Streams standard gives slots to.
const { invalidArgType, invalidArgValue, invalidRange, typeError, inspectCustom } = native;

const kState = Symbol('kState');
const secret = Symbol('secret'); // what our own calls of constructors show
const noop = () => {};

const invalidState = (message) => typeError('ERR_INVALID_STATE', `Invalid state: ${message}`);
const missingOption = (name) => typeError('ERR_MISSING_OPTION', `${name} is required`);

function needSecret(key) {
  if (key !== secret) throw typeError('ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
}

const wrongThis = (Class) => typeError('ERR_INVALID_THIS', `Value of "this" must be of type ${Class.name}`);

const isObject = (v) => v !== null && (typeof v === 'object' || typeof v === 'function');

// needObject is for options: of any kind of object.
function needObject(value, name, orNull = true) {
  if (!isObject(value) && !(orNull && value === null)) throw invalidArgType(name, value, 'Object');
}

// slots is the state of an object of a class, and undefined of anything else.
const slots = (o, Class) => (isObject(o) && typeof o !== 'function' && o[kState] && o instanceof Class ? o[kState] : undefined);

function need(o, Class) {
  const state = slots(o, Class);
  if (state === undefined) throw wrongThis(Class);
  return state;
}

function highWaterMark(value, fallback) {
  if (value === undefined) return fallback;
  const n = +value;
  if (!(n >= 0)) throw invalidRange('strategy.highWaterMark', value);
  return n;
}

function sizeAlgorithm(size) {
  if (size === undefined) return () => 1;
  if (typeof size !== 'function') throw invalidArgType('strategy.size', size, 'Function');
  return (chunk) => size.call(undefined, chunk);
}

// starting binds a method start that is called as soon as the stream is there.
function starting(start, source, controller) {
  if (!start) return noop;
  if (typeof start !== 'function') throw new TypeError('Bind must be called on a function');
  return () => start.call(source, controller);
}

// promising makes a function that returns a promise of a method, whatever that returns.
function promising(name, method, self) {
  if (!method) return async () => {};
  if (typeof method !== 'function') throw invalidArgType(name, method, 'Function');
  return (...args) => attempt(() => method.apply(self, args));
}

// ending is promising for what ends a stream. As of an async function, the promise that a
// method returns takes two turns more.
function ending(name, method, self) {
  if (!method) return async () => {};
  if (typeof method !== 'function') throw invalidArgType(name, method, 'Function');
  return async (...args) => method.apply(self, args);
}

function attempt(f) {
  try {
    const value = f();
    return value instanceof Promise ? value : Promise.resolve(value);
  } catch (err) {
    return Promise.reject(err);
  }
}

// handled keeps a rejection from being reported.
function handled(promise) {
  promise.then(undefined, noop);
  return promise;
}

const soon = (f) => Promise.resolve().then(f);

// Deferred is a promise that is settled from outside; told says that it has been.
class Deferred {
  constructor() {
    this.settled = false;
    this.promise = new Promise((resolve, reject) => {
      this.resolve = (value) => { this.settled = true; resolve(value); };
      this.reject = (err) => { this.settled = true; reject(err); };
    });
  }
  static resolved(value) {
    const d = new Deferred();
    d.resolve(value);
    return d;
  }
  static rejected(err) {
    const d = new Deferred();
    handled(d.promise);
    d.reject(err);
    return d;
  }
}

// List is an array whose first element is cheap to take.
class List {
  constructor() {
    this.items = [];
    this.head = 0;
  }
  get length() { return this.items.length - this.head; }
  push(item) { this.items.push(item); }
  peek() { return this.items[this.head]; }
  shift() {
    const item = this.items[this.head];
    this.items[this.head++] = undefined;
    if (this.head === this.items.length) this.clear();
    else if (this.head >= 1024) {
      this.items.splice(0, this.head);
      this.head = 0;
    }
    return item;
  }
  clear() {
    this.items = [];
    this.head = 0;
  }
  // take empties the list and returns what was in it.
  take() {
    const items = this.head === 0 ? this.items : this.items.slice(this.head);
    this.clear();
    return items;
  }
}

// Queue is a list of chunks that knows their size together.
class Queue extends List {
  constructor() {
    super();
    this.size = 0;
  }
  add(value, size) {
    const number = +size;
    if (!(number >= 0) || number === Infinity) throw invalidRange('size', size);
    this.push({ value, size: number });
    this.size += number;
  }
  remove() {
    const { value, size } = this.shift();
    this.size = Math.max(0, this.size - size);
    return value;
  }
  reset() {
    this.clear();
    this.size = 0;
  }
}

// closed promises the end of a stream, for those who have no reader or writer.
function closed(stream) {
  const state = stream[kState];
  if (state.closed === undefined) {
    if (state.state === 'closed') state.closed = Deferred.resolved();
    else if (state.state === 'errored') state.closed = Deferred.rejected(state.error);
    else handled((state.closed = new Deferred()).promise);
  }
  return state.closed.promise;
}

// fail is what the controller's error does.
const fail = (stream, err) => stream[kState].controller.error(err);

// answers are what module stream asks a stream for.
function answers(Class, questions) {
  for (const name of Object.keys(questions)) {
    Object.defineProperty(Class.prototype, Symbol.for(`nodejs.stream.${name}`), {
      configurable: true,
      get() { return questions[name](this[kState]); },
    });
  }
}

// define finishes a class: which properties show in listings, its tag, and what
// util.inspect shows.
function define(Class, names, { tag = true, show }) {
  for (const name of names) Object.defineProperty(Class.prototype, name, { enumerable: true });
  if (tag) Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
  Object.defineProperty(Class.prototype, inspectCustom, {
    configurable: true,
    writable: true,
    value(depth, options, inspect) {
      if (depth < 0) return undefined; // as Node: it is "undefined" that is shown
      const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
      return `${Class.name} ${inspect(show(this), inner)}`;
    },
  });
}

Object.assign(exports, {
  kState, secret, noop, invalidState, missingOption, needSecret, isObject, needObject, slots, need, highWaterMark, sizeAlgorithm, starting, promising, ending,
  attempt, handled, soon, Deferred, List, Queue, closed, fail, answers, define, invalidArgType, invalidArgValue, invalidRange, typeError, wrongThis,
});
