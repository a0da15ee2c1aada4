'use strict';
// Marks, measures and those who observe them.
const { now, soon, error, missing, invalidArgType, invalidArgValue, syntaxError, clone, inspectCustom } = native;

const illegal = () => error('ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
const secret = {};
const entries = [];
const observers = new Set();
const marks = new Map();

class PerformanceEntry {
  #values;
  constructor(key, name, type, start, duration, detail) {
    if (key !== secret) throw illegal();
    this.#values = { name, type, start, duration, detail };
  }
  get name() { return this.#values.name; }
  get entryType() { return this.#values.type; }
  get startTime() { return this.#values.start; }
  get duration() { return this.#values.duration; }
  get [Symbol.toStringTag]() { return this.constructor.name; }
  static detailOf(entry) { return entry.#values.detail; }
  toJSON() {
    const json = { name: this.name, entryType: this.entryType, startTime: this.startTime, duration: this.duration };
    const detail = detailOf(this);
    if (detail !== undefined) json.detail = detail;
    return json;
  }
  [inspectCustom](depth, options, inspect) {
    if (depth < 0) return this;
    return `${this.constructor.name} ${inspect(this.toJSON(), { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }
}
const { detailOf } = PerformanceEntry;
delete PerformanceEntry.detailOf;

function timestamp(value) {
  if (typeof value !== 'number') throw invalidArgType('startTime', value, 'number');
  if (!(value >= 0)) throw error('ERR_PERFORMANCE_INVALID_TIMESTAMP', `${value} is not a valid timestamp`);
  return value;
}

class PerformanceMark extends PerformanceEntry {
  constructor(name, options) {
    if (arguments.length === 0) throw missing('name');
    options ??= {};
    if (typeof options !== 'object') throw invalidArgType('options', options, 'object');
    const start = options.startTime === undefined ? now() : timestamp(options.startTime);
    super(secret, `${name}`, 'mark', start, 0, options.detail == null ? null : clone(options.detail));
  }
  get detail() { return detailOf(this); }
}

class PerformanceMeasure extends PerformanceEntry {
  get detail() { return detailOf(this); }
}

function add(entry) {
  // By start, those of the same start as they came.
  let i = entries.length;
  while (i > 0 && entries[i - 1].startTime > entry.startTime) i--;
  entries.splice(i, 0, entry);
  announce(entry);
}

function announce(entry) {
  for (const observer of observers) observer[kTake](entry);
}

exports.mark = function mark(name, options) {
  const entry = arguments.length === 0 ? new PerformanceMark() : new PerformanceMark(name, options);
  marks.set(entry.name, entry.startTime);
  add(entry);
  return entry;
};

function timeOf(mark) {
  if (typeof mark === 'number') return timestamp(mark);
  const time = marks.get(`${mark}`);
  if (time === undefined) throw syntaxError(`The "${mark}" performance mark has not been set`);
  return time;
}

exports.measure = function measure(name, from, to) {
  if (arguments.length === 0) throw missing('name');
  let start, end, detail = null;
  if (from !== null && typeof from === 'object') {
    const { start: s, end: e, duration: d } = from;
    if (s !== undefined || e !== undefined || d !== undefined || from.detail !== undefined) {
      if (to !== undefined) throw error('ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS', 'endMark must not be specified');
      if (s !== undefined && e !== undefined && d !== undefined) {
        throw error('ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS', 'Must not have options.start, options.end, and options.duration specified');
      }
    }
    if (e !== undefined) end = timeOf(e);
    else if (s !== undefined && d !== undefined) end = timeOf(s) + timeOf(d);
    if (s !== undefined) start = timeOf(s);
    else if (d !== undefined && e !== undefined) start = end - timeOf(d);
    if (from.detail != null) detail = clone(from.detail);
  } else {
    if (to !== undefined) end = timeOf(to);
    if (typeof from === 'string') start = timeOf(from);
  }
  end ??= now();
  start ??= 0;
  const entry = new PerformanceMeasure(secret, `${name}`, 'measure', start, end - start, detail);
  add(entry);
  return entry;
};

const remove = (type) => (name) => {
  for (let i = entries.length - 1; i >= 0; i--) {
    if (entries[i].entryType === type && (name === undefined || entries[i].name === `${name}`)) entries.splice(i, 1);
  }
  if (type !== 'mark') return;
  if (name === undefined) marks.clear(); else marks.delete(`${name}`);
};
exports.clearMarks = remove('mark');
exports.clearMeasures = remove('measure');
exports.clearResourceTimings = remove('resource');

// lookups are the three ways to read a list of entries.
const lookups = (list) => ({
  getEntries: () => list().slice(),
  getEntriesByName(...args) {
    if (args.length === 0) throw missing('name');
    const [name, type] = args;
    return list().filter((e) => e.name === `${name}` && (type === undefined || e.entryType === `${type}`));
  },
  getEntriesByType(...args) {
    if (args.length === 0) throw missing('type');
    return list().filter((e) => e.entryType === `${args[0]}`);
  },
});
Object.assign(exports, lookups(() => entries));

exports.timerify = function timerify(fn, options = {}) {
  if (typeof fn !== 'function') throw invalidArgType('fn', fn, 'function');
  if (options === null || typeof options !== 'object') throw invalidArgType('options', options, 'object');
  const record = (start, args) => {
    const entry = new PerformanceEntry(secret, fn.name, 'function', start, now() - start, args);
    announce(entry);
  };
  function timerified(...args) {
    const start = now();
    const result = new.target ? Reflect.construct(fn, args, fn) : Reflect.apply(fn, this, args);
    if (!new.target && typeof result?.finally === 'function') return result.finally(() => record(start, args));
    record(start, args);
    return result;
  }
  Object.defineProperties(timerified, { length: { value: fn.length }, name: { value: `timerified ${fn.name}` } });
  return timerified;
};

class PerformanceObserverEntryList {
  #list;
  constructor(key, list) {
    if (key !== secret) throw illegal();
    this.#list = list;
  }
  getEntries() { return lookups(() => this.#list).getEntries(); }
  getEntriesByName(...args) { return lookups(() => this.#list).getEntriesByName(...args); }
  getEntriesByType(...args) { return lookups(() => this.#list).getEntriesByType(...args); }
}

const kTake = Symbol('kTake');
const kWants = Symbol('kWants');
const known = ['function', 'mark', 'measure', 'net'];

class PerformanceObserver {
  #callback;
  #types = new Set();
  #buffer = [];
  #pending = false;
  constructor(callback) {
    if (typeof callback !== 'function') throw invalidArgType('callback', callback, 'function');
    this.#callback = callback;
  }
  observe(options = {}) {
    if (options === null || typeof options !== 'object') throw invalidArgType('options', options, 'object');
    const { entryTypes, type, buffered } = options;
    if (entryTypes === undefined && type === undefined) throw missing('options.entryTypes', 'options.type');
    if (entryTypes !== undefined && type !== undefined) {
      throw invalidArgValue('options.entryTypes', entryTypes, 'options.entryTypes can not set with options.type together');
    }
    if (entryTypes !== undefined) {
      if (!Array.isArray(entryTypes)) throw invalidArgType('options.entryTypes', entryTypes, 'string[]');
      this.#types = new Set(entryTypes.filter((t) => known.includes(t)));
    } else if (known.includes(type)) {
      this.#types.add(type);
      if (buffered) for (const e of entries) if (e.entryType === type) this[kTake](e);
    }
    if (this.#types.size > 0) observers.add(this);
  }
  disconnect() {
    observers.delete(this);
    this.#buffer = [];
    this.#types.clear();
  }
  takeRecords() { return this.#buffer.splice(0); }
  static get supportedEntryTypes() { return known.slice(); }
  [kWants](type) { return this.#types.has(type); }
  [kTake](entry) {
    if (!this.#types.has(entry.entryType)) return;
    this.#buffer.push(entry);
    if (this.#pending) return;
    this.#pending = true;
    soon(() => {
      this.#pending = false;
      const list = this.takeRecords();
      if (list.length > 0) this.#callback.call(this, new PerformanceObserverEntryList(secret, list), this);
    });
  }
}

// PerformanceNodeEntry is of what other modules measure, for those who observe it.
class PerformanceNodeEntry extends PerformanceEntry {
  get detail() { return detailOf(this); }
}
exports.observed = (type) => [...observers].some((o) => o[kWants](type));
exports.record = (name, type, start, detail) => {
  announce(new PerformanceNodeEntry(secret, name, type, start, now() - start, detail));
};

Object.assign(exports, { PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver, PerformanceObserverEntryList });
