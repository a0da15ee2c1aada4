'use strict';
// watch and watchFile.
const EventEmitter = require('events');
const { fs, path: checkPath, options: encodingOf, text, startWatching, generator, invalidArgType, invalidArgValue, outOfRange, abortError } = native;
const { resolve } = require('path');

function ignoring(ignore) {
  if (ignore === undefined || ignore === null) return null;
  const list = Array.isArray(ignore) ? ignore : [ignore];
  list.forEach((item, i) => {
    const name = Array.isArray(ignore) ? `options.ignore[${i}]` : 'options.ignore';
    if (typeof item === 'string' ? item === '' : typeof item !== 'function' && Object.prototype.toString.call(item) !== '[object RegExp]') {
      throw invalidArgType(name, item, ['string', 'function', 'RegExp']);
    }
  });
  return (name) => list.some((item) => typeof item === 'function' ? item(name) :
    typeof item === 'string' ? native.matchesName(name, item) : RegExp.prototype.test.call(item, name));
}

function asked(options) {
  if (options === undefined || options === null) return { encoding: '' };
  if (typeof options !== 'string' && typeof options !== 'object') throw invalidArgType('options', options, ['string', 'object']);
  const o = typeof options === 'string' ? {} : options;
  const { recursive } = o;
  if (recursive !== undefined && recursive !== null && typeof recursive !== 'boolean') throw invalidArgType('options.recursive', recursive, 'boolean');
  if (o.signal !== undefined && (typeof o.signal !== 'object' || o.signal === null || !('aborted' in o.signal))) {
    throw invalidArgType('options.signal', o.signal, 'AbortSignal');
  }
  const ignore = ignoring(o.ignore);
  const encoding = encodingOf(typeof options === 'string' ? options : { encoding: o.encoding });
  return { ...o, ignore, encoding };
}

class FSWatcher extends EventEmitter {
  #handle = null;
  start(path, { persistent = true, recursive, encoding, ignore }) {
    this.#handle = startWatching(path, recursive, persistent, (type, name) => {
      if (ignore !== null && ignore !== undefined && ignore(name)) return;
      this.emit('change', type, text(name, encoding));
    }, (err) => {
      this.close();
      this.emit('error', err);
    });
  }
  close() {
    if (this.#handle === null) return;
    this.#handle.close();
    this.#handle = null;
    process.nextTick(() => this.emit('close'));
  }
  ref() { this.#handle?.ref(); return this; }
  unref() { this.#handle?.unref(); return this; }
}

exports.watch = (path, options, listener) => {
  if (typeof options === 'function') [options, listener] = [undefined, options];
  const about = asked(options);
  if (listener !== undefined && typeof listener !== 'function') throw invalidArgType('listener', listener, 'function');
  const watcher = new FSWatcher();
  const file = checkPath(path);
  try {
    watcher.start(file, about);
  } catch (err) {
    if (about.throwIfNoEntry !== false || err?.code !== 'ENOENT') throw err;
  }
  if (listener) watcher.addListener('change', listener);
  const { signal } = about;
  if (signal?.aborted) process.nextTick(() => watcher.close());
  else if (signal) {
    const abort = () => watcher.close();
    signal.addEventListener('abort', abort, { once: true });
    watcher.once('close', () => signal.removeEventListener('abort', abort));
  }
  return watcher;
};

// events are what promises.watch gives.
function events(path, options = {}) {
  if (typeof options === 'string') options = { encoding: options };
  if (typeof options !== 'object' || options === null) throw invalidArgType('options', options, 'object');
  const { maxQueue = 2048, overflow = 'ignore', signal } = options;
  if (typeof maxQueue !== 'number') throw invalidArgType('options.maxQueue', maxQueue, 'number');
  if (!Number.isInteger(maxQueue) || maxQueue < 1) throw outOfRange('options.maxQueue', 'a positive integer', maxQueue);
  if (overflow !== 'ignore' && overflow !== 'error') throw invalidArgValue('options.overflow', overflow, "must be one of: 'ignore', 'error'");
  const about = asked(options);
  if (signal?.aborted) throw abortError(signal.reason);
  const queue = [];
  let waiting = null;
  let failure = null;
  const wake = () => { waiting?.(); waiting = null; };
  const fail = (err) => { failure ??= err; wake(); };
  const watcher = new FSWatcher();
  watcher.on('change', (eventType, filename) => {
    if (queue.length < maxQueue) queue.push({ __proto__: null, eventType, filename });
    else if (overflow === 'error') fail(native.error('ERR_FS_WATCH_QUEUE_OVERFLOW', `fs.watch() queued more than ${maxQueue} events`));
    else process.emitWarning('fs.watch maxQueue exceeded');
    wake();
  });
  watcher.on('error', fail);
  watcher.start(checkPath(path), about);
  const abort = () => fail(abortError(signal.reason));
  signal?.addEventListener('abort', abort, { once: true });
  return {
    async next() {
      for (;;) {
        if (failure !== null) throw failure;
        if (queue.length > 0) return queue.shift();
        await new Promise((resolve) => { waiting = resolve; });
      }
    },
    end() {
      watcher.close();
      signal?.removeEventListener('abort', abort);
    },
  };
}

exports.promises = {
  watch: (path, options) => {
    let source = null;
    return generator(async () => (source ??= events(path, options)).next(), async () => source?.end());
  },
};

class StatWatcher extends EventEmitter {
  #timer = null;
  #last = null;
  #stopped = false;
  #kept = true;
  constructor(bigint) {
    super();
    this.bigint = bigint;
    Object.defineProperty(this, 'bigint', { enumerable: false });
  }
  start(path, persistent, interval) {
    this.#kept = persistent;
    const look = () => {
      fs.stat(path, { bigint: this.bigint }, (err, stats) => {
        if (this.#stopped) return;
        const now = err ? native.noStats(this.bigint) : stats;
        const before = this.#last ?? (err ? now : null);
        const first = this.#last === null;
        this.#last = now;
        if (before !== null && (first || differs(now, before))) this.emit('change', now, before);
        if (this.#stopped) return;
        this.#timer = setTimeout(look, interval);
        if (!this.#kept) this.#timer.unref();
      });
    };
    look();
  }
  stop() {
    if (this.#stopped) return;
    this.#stopped = true;
    clearTimeout(this.#timer);
    process.nextTick(() => this.emit('stop'));
  }
  ref() { this.#kept = true; this.#timer?.ref(); return this; }
  unref() { this.#kept = false; this.#timer?.unref(); return this; }
}

const differs = (a, b) => ['ctimeMs', 'mtimeMs', 'birthtimeMs', 'size', 'mode', 'uid', 'gid', 'ino', 'dev'].some((name) => a[name] !== b[name]);
const watched = new Map();

exports.watchFile = (path, options, listener) => {
  const file = resolve(checkPath(path));
  if (options === null || typeof options !== 'object') [options, listener] = [{}, options];
  if (typeof listener !== 'function') throw invalidArgType('listener', listener, 'function');
  const { bigint = false, persistent = true, interval = 5007 } = options;
  let watcher = watched.get(file);
  if (watcher === undefined) {
    if (typeof interval !== 'number') throw invalidArgType('interval', interval, 'number');
    if (!Number.isInteger(interval)) throw outOfRange('interval', 'an integer', interval);
    if (interval < 0 || interval > 4294967295) throw outOfRange('interval', '>= 0 && <= 4294967295', interval);
    watcher = new StatWatcher(bigint);
    native.permitted(file);
    watcher.start(file, persistent, interval);
    watched.set(file, watcher);
  }
  watcher.addListener('change', listener);
  return watcher;
};

exports.unwatchFile = (path, listener) => {
  const file = resolve(checkPath(path));
  const watcher = watched.get(file);
  if (watcher === undefined) return;
  if (typeof listener === 'function') watcher.removeListener('change', listener);
  else watcher.removeAllListeners('change');
  if (watcher.listenerCount('change') > 0) return;
  watched.delete(file);
  watcher.stop();
};
