'use strict';
// MockTimers: timers and a clock that go on by tick() only.
const timers = require('timers');
const promises = require('timers/promises');

const all = ['setInterval', 'setTimeout', 'setImmediate', 'Date', 'scheduler.wait', 'AbortSignal.timeout'];
const RealDate = Date;

class MockTimeout {
  constructor(owner, entry) { this.owner = owner; this.entry = entry; this.id = entry.id; }
  ref() { return this; }
  unref() { return this; }
  hasRef() { return true; }
  refresh() {
    if (!this.entry.over) this.entry.at = this.owner._now + this.entry.delay;
    return this;
  }
  close() { this.owner._clear(this); return this; }
  [Symbol.toPrimitive]() { return this.id; }
  [Symbol.dispose]() { this.owner._clear(this); }
}

class MockTimers {
  _now = 0;
  #queue = [];
  #id = 0;
  #on = false;
  #undo = [];

  enable(options = { apis: all }) {
    const given = Array.isArray(options) ? { apis: options } : { ...options };
    if (this.#on) throw native.error('ERR_INVALID_STATE', 'Invalid state: MockTimers is already enabled!');
    given.now ??= 0;
    if (Number.isNaN(Number(given.now)) || Number(given.now) < 0) throw native.invalidArgValue('now', given.now, 'epoch must be a positive integer received by MockTimers');
    given.apis ??= all;
    for (const api of given.apis) {
      if (!all.includes(api)) throw native.invalidArgValue('options.apis', api, `option ${api} is not supported`);
    }
    this._now = Number(given.now);
    this.#on = true;
    for (const api of given.apis) this.#replace(api);
  }

  #replace(api) {
    const owner = this;
    const put = (object, name, value) => {
      const before = Object.getOwnPropertyDescriptor(object, name);
      Object.defineProperty(object, name, { value, writable: true, configurable: true, enumerable: before ? before.enumerable : true });
      this.#undo.push(() => before ? Object.defineProperty(object, name, before) : delete object[name]);
    };
    const everywhere = (name, value, clear) => {
      for (const object of [globalThis, timers]) {
        put(object, name, value);
        put(object, clear, (timer) => owner._clear(timer));
      }
    };
    const wait = (delay, value, options) => new Promise((resolve, reject) => {
      const signal = options?.signal;
      if (signal?.aborted) return reject(native.abortError(signal.reason));
      const timer = owner.#add(() => resolve(value), delay, []);
      signal?.addEventListener('abort', () => { owner._clear(timer); reject(native.abortError(signal.reason)); }, { once: true });
    });
    switch (api) {
      case 'setTimeout':
        everywhere('setTimeout', (f, delay, ...list) => owner.#add(f, delay, list), 'clearTimeout');
        put(promises, 'setTimeout', (delay, value, options) => wait(delay, value, options));
        break;
      case 'setInterval':
        everywhere('setInterval', (f, delay, ...list) => owner.#add(f, delay, list, true), 'clearInterval');
        put(promises, 'setInterval', (delay, value, options) => ({
          async next() { return { value: await wait(delay, value, options), done: false }; },
          async return() { return { value: undefined, done: true }; },
          [Symbol.asyncIterator]() { return this; },
        }));
        break;
      case 'setImmediate':
        everywhere('setImmediate', (f, ...list) => owner.#add(f, -1, list), 'clearImmediate');
        put(promises, 'setImmediate', (value, options) => wait(-1, value, options));
        break;
      case 'scheduler.wait':
        put(promises.scheduler, 'wait', (delay, options) => wait(delay, undefined, options));
        break;
      case 'AbortSignal.timeout':
        put(AbortSignal, 'timeout', (delay) => {
          const controller = new AbortController();
          owner.#add(() => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), delay, []);
          return controller.signal;
        });
        break;
      case 'Date': {
        function MockDate(...list) {
          if (!new.target) return new RealDate(owner._now).toString();
          return Reflect.construct(RealDate, list.length === 0 ? [owner._now] : list, new.target === MockDate ? RealDate : new.target);
        }
        MockDate.prototype = RealDate.prototype;
        MockDate.now = () => owner._now;
        MockDate.parse = RealDate.parse;
        MockDate.UTC = RealDate.UTC;
        MockDate.isMock = true;
        Object.defineProperty(MockDate, 'name', { value: 'Date' });
        put(globalThis, 'Date', MockDate);
      }
    }
  }

  #add(f, delay, list, repeat) {
    if (typeof f !== 'function') throw native.invalidArgType('callback', f, 'function');
    delay = delay === -1 ? -1 : Number(delay) >= 1 ? Number(delay) : 1;
    const entry = { id: ++this.#id, f, delay, list, repeat, at: this._now + Math.max(delay, 0), soon: delay === -1, over: false };
    this.#queue.push(entry);
    return new MockTimeout(this, entry);
  }

  _clear(timer) {
    const id = timer instanceof MockTimeout ? timer.id : timer;
    this.#queue = this.#queue.filter((entry) => entry.id !== id || (entry.over = true, false));
  }

  #first() {
    return this.#queue.reduce((a, b) => !a || b.at < a.at || (b.at === a.at && b.soon && !a.soon) ? b : a, undefined);
  }

  #check() { if (!this.#on) throw native.error('ERR_INVALID_STATE', 'Invalid state: You should enable MockTimers first by calling the .enable function'); }

  tick(time = 1) {
    this.#check();
    if (time < 0) throw native.invalidArgValue('time', 'positive integer', time);
    this.setTime(this._now + time);
  }

  #fire(entry) {
    if (entry.repeat) entry.at += entry.delay;
    else {
      entry.over = true;
      this.#queue = this.#queue.filter((other) => other !== entry);
    }
    entry.f(...entry.list);
  }

  runAll() {
    this.#check();
    const latest = this.#queue.reduce((a, b) => Math.max(a, b.at), this._now);
    this.tick(latest - this._now);
  }

  setTime(time = 0) {
    native.validateNumber(time, 'time');
    this.#check();
    this._now = time;
    for (let entry; (entry = this.#first()) && entry.at <= time;) this.#fire(entry);
  }

  reset() {
    if (!this.#on) return;
    for (const undo of this.#undo.splice(0).reverse()) undo();
    this.#queue = [];
    this.#on = false;
    this._now = 0;
  }
  [Symbol.dispose]() { this.reset(); }
}

module.exports = { MockTimers };
