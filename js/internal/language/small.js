'use strict';
// Functions of the language that goja does not have.
const { symbol: { asyncIterator } } = native;

exports.promise = {
  withResolvers() {
    let resolve, reject;
    const promise = new this((ok, fail) => { resolve = ok; reject = fail; });
    return { promise, resolve, reject };
  },
  try(f, ...args) {
    return new this((resolve) => resolve(f(...args)));
  },
};

function each(items, f) {
  if (items === undefined || items === null) throw new TypeError(`${items} is not iterable`);
  if (typeof f !== 'function') throw new TypeError(`${String(f)} is not a function`);
  const groups = new Map();
  let i = 0;
  return { groups, add: (key, item) => { groups.has(key) ? groups.get(key).push(item) : groups.set(key, [item]); }, next: (item) => f(item, i++) };
}

exports.object = {
  groupBy(items, callback) {
    const { groups, add, next } = each(items, callback);
    for (const item of items) {
      const key = next(item);
      add(typeof key === 'symbol' ? key : `${key}`, item);
    }
    const result = Object.create(null);
    for (const [key, list] of groups) result[key] = list;
    return result;
  },
};

exports.map = {
  groupBy(items, callback) {
    const { groups, add, next } = each(items, callback);
    for (const item of items) add(next(item), item);
    return groups;
  },
};

exports.mapMethods = {
  getOrInsert(key, value) {
    if (!this.has(key)) this.set(key, value);
    return this.get(key);
  },
  getOrInsertComputed(key, callback) {
    if (typeof callback !== 'function') throw new TypeError(`${String(callback)} is not a function`);
    if (!this.has(key)) this.set(key, callback(key));
    return this.get(key);
  },
};


exports.string = {
  isWellFormed() { return `${this}` === exports.string.toWellFormed.call(this); },
  toWellFormed() {
    const text = `${this}`;
    let result = '', from = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if ((unit & 0xF800) !== 0xD800) continue;
      if (unit < 0xDC00 && (text.charCodeAt(i + 1) & 0xFC00) === 0xDC00) {
        i++;
        continue;
      }
      result += text.slice(from, i) + '\uFFFD';
      from = i + 1;
    }
    return from === 0 ? text : result + text.slice(from);
  },
};

const hex = (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`;
const short = { '\t': '\\t', '\n': '\\n', '\v': '\\v', '\f': '\\f', '\r': '\\r' };

exports.regexp = {
  escape(text) {
    if (typeof text !== 'string') throw new TypeError('input argument must be a string');
    let result = '';
    for (const c of text) {
      const unit = c.charCodeAt(0);
      if (result === '' && /[0-9A-Za-z]/.test(c)) result = hex(c);
      else if ('^$\\.*+?()[]{}|/'.includes(c)) result += `\\${c}`;
      else if (short[c]) result += short[c];
      else if (',-=<>#&!%:;@~\'`"'.includes(c) || unit < 256 && /\s/.test(c)) result += hex(c);
      else if (/\s/.test(c) || c.length === 1 && (unit & 0xF800) === 0xD800) result += `\\u${unit.toString(16).padStart(4, '0')}`;
      else result += c;
    }
    return result;
  },
};

exports.array = {
  async fromAsync(items, map, self) {
    if (map !== undefined && typeof map !== 'function') throw new TypeError(`${String(map)} is not a function`);
    const make = (...args) => typeof this === 'function' ? new this(...args) : new Array(...args);
    const put = (result, i, value) => Object.defineProperty(result, i, { value, writable: true, enumerable: true, configurable: true });
    const begin = items[asyncIterator] ?? items[Symbol.iterator];
    let i = 0;
    if (begin === undefined || begin === null) {
      const length = Math.max(Math.trunc(Number(items.length)) || 0, 0);
      const result = make(length);
      for (; i < length; i++) {
        const value = await items[i];
        put(result, i, map ? await map.call(self, value, i) : value);
      }
      result.length = length;
      return result;
    }
    const result = make();
    const iterator = begin.call(items);
    const sync = items[asyncIterator] === undefined || items[asyncIterator] === null;
    for (;;) {
      const step = await iterator.next();
      if (step.done) break;
      try {
        const value = sync ? await step.value : step.value;
        put(result, i, map ? await map.call(self, value, i) : value);
        i++;
      } catch (err) {
        await iterator.return?.();
        throw err;
      }
    }
    result.length = i;
    return result;
  },
};
