'use strict';
// Iterator and the methods that every iterator has.
const prototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));


function Iterator() {
  if (new.target === undefined || new.target === Iterator) throw new TypeError('Abstract class Iterator not directly constructable');
}
Object.defineProperty(Iterator, 'prototype', { value: prototype, writable: false, enumerable: false, configurable: false });

// source is what a helper reads from.
function source(o, method) {
  if (o === null || (typeof o !== 'object' && typeof o !== 'function')) {
    throw new TypeError(`Iterator.prototype.${method} called on non-object`);
  }
  return { iterator: o, next: o.next };
}

function step(from) {
  const result = from.next.call(from.iterator);
  if (result === null || typeof result !== 'object' && typeof result !== 'function') throw new TypeError(`Iterator result ${String(result)} is not an object`);
  return result;
}

function close(from) { from.iterator.return?.(); }

function guard(from, f) {
  try {
    return f();
  } catch (err) {
    try { close(from); } catch { /* the first error counts */ }
    throw err;
  }
}

function needFunction(o, f) {
  if (typeof f === 'function') return;
  o.return?.();
  throw new TypeError(`${typeof f === 'object' || f === undefined ? '' : `${typeof f} `}${String(f)} is not a function`);
}

function needCount(o, value) {
  let n;
  try { n = Number(value); } catch (err) { o.return?.(); throw err; }
  n = Number.isNaN(n) ? NaN : Math.trunc(n);
  if (!(n >= 0)) {
    o.return?.();
    throw new RangeError(`${String(value)} must be positive`);
  }
  return n;
}

const helper = Object.create(prototype, {
  next: { value() { return advance(this, 'next'); }, writable: true, configurable: true },
  return: { value() { return advance(this, 'return'); }, writable: true, configurable: true },
  [Symbol.toStringTag]: { value: 'Iterator Helper', configurable: true },
});
const states = new WeakMap();

function advance(o, method) {
  const state = states.get(o);
  if (state === undefined) throw new TypeError(`Method Iterator Helper.prototype.${method} called on incompatible receiver ${String(o)}`);
  if (method === 'return' && !state.begun) {
    state.begun = true;
    state.generator.return();
    close(state.from);
    return { value: undefined, done: true };
  }
  state.begun = true;
  return state.generator[method]();
}

// lazy makes an iterator of a generator that reads from another one.
function lazy(from, generator) {
  const o = Object.create(helper);
  states.set(o, { from, generator, begun: false });
  return o;
}

// walk yields what f makes of each value; f is told how to stop.
function* walk(from, f) {
  let finished = false;
  try {
    for (let i = 0; ; i++) {
      let result;
      try { result = step(from); } catch (err) { finished = true; throw err; }
      if (result.done) { finished = true; return; }
      yield* f(result.value, i);
    }
  } finally {
    if (!finished) close(from);
  }
}

const methods = {
  map(f) {
    const from = source(this, 'map');
    needFunction(this, f);
    return lazy(from, walk(from, function* (value, i) { yield f(value, i); }));
  },
  filter(f) {
    const from = source(this, 'filter');
    needFunction(this, f);
    return lazy(from, walk(from, function* (value, i) { if (f(value, i)) yield value; }));
  },
  take(limit) {
    const from = source(this, 'take');
    const n = needCount(this, limit);
    return lazy(from, (function* () {
      let finished = false;
      try {
        for (let left = n; left > 0; left--) {
          let result;
          try { result = step(from); } catch (err) { finished = true; throw err; }
          if (result.done) { finished = true; return; }
          yield result.value;
        }
      } finally {
        if (!finished) close(from);
      }
    })());
  },
  drop(limit) {
    const from = source(this, 'drop');
    const n = needCount(this, limit);
    return lazy(from, walk(from, function* (value, i) { if (i >= n) yield value; }));
  },
  flatMap(f) {
    const from = source(this, 'flatMap');
    needFunction(this, f);
    return lazy(from, walk(from, function* (value, i) {
      const inner = f(value, i);
      if (inner === null || typeof inner !== 'object') throw new TypeError(`${String(inner)} is not an object`);
      yield* { [Symbol.iterator]: () => inner[Symbol.iterator]?.() ?? inner };
    }));
  },
  reduce(f, ...initial) {
    const from = source(this, 'reduce');
    needFunction(this, f);
    let i = 0, total;
    if (initial.length > 0) [total] = initial;
    else {
      const first = step(from);
      if (first.done) throw new TypeError('Reduce of a done iterator with no initial value');
      total = first.value;
      i = 1;
    }
    for (;; i++) {
      const result = step(from);
      if (result.done) return total;
      total = guard(from, () => f(total, result.value, i));
    }
  },
  toArray() {
    const from = source(this, 'toArray');
    const list = [];
    for (let result; !(result = step(from)).done;) list.push(result.value);
    return list;
  },
  forEach(f) {
    const from = source(this, 'forEach');
    needFunction(this, f);
    for (let i = 0, result; !(result = step(from)).done; i++) guard(from, () => f(result.value, i));
  },
  some(f) { return search(this, 'some', f, (value, ok) => ok && { answer: true }) ?? false; },
  every(f) { return search(this, 'every', f, (value, ok) => !ok && { answer: false }) ?? true; },
  find(f) { return search(this, 'find', f, (value, ok) => ok && { answer: value }); },
};

function search(o, name, f, decide) {
  const from = source(o, name);
  needFunction(o, f);
  for (let i = 0, result; !(result = step(from)).done; i++) {
    const found = decide(result.value, guard(from, () => f(result.value, i)));
    if (found) {
      close(from);
      return found.answer;
    }
  }
}

const wrapped = Object.create(prototype, {
  next: { value() { return step(states.get(this)); }, writable: true, configurable: true },
  return: {
    value() {
      const { iterator } = states.get(this);
      return iterator.return ? iterator.return() : { value: undefined, done: true };
    }, writable: true, configurable: true,
  },
});

const statics = {
  from(o) {
    if (o === null || typeof o !== 'object' && typeof o !== 'string') throw new TypeError(`${String(o)} is not an object`);
    const iterator = o[Symbol.iterator] ? o[Symbol.iterator]() : o;
    if (Iterator.prototype.isPrototypeOf(iterator)) return iterator;
    const wrapper = Object.create(wrapped);
    states.set(wrapper, { iterator, next: iterator.next });
    return wrapper;
  },
  concat(...items) {
    const list = items.map((o) => {
      if (o === null || typeof o !== 'object') throw new TypeError(`${String(o)} is not an object`);
      const begin = o[Symbol.iterator];
      if (typeof begin !== 'function') throw new TypeError(`${String(o)} is not iterable`);
      return { o, begin };
    });
    const generator = (function* () { for (const { o, begin } of list) yield* { [Symbol.iterator]: () => begin.call(o) }; })();
    return lazy({ iterator: {} }, generator);
  },
};
for (const name of Object.keys(statics)) Object.defineProperty(Iterator, name, { value: statics[name], writable: true, configurable: true });

Object.assign(exports, { Iterator, methods });
