'use strict';
// The class Dir, which reads a directory bit by bit.
const { openDir, readDir, closeDir, Dirent, path: checkPath, options: encodingOf, text, error, typeError, invalidArgType, outOfRange } = native;

const closed = () => error('ERR_DIR_CLOSED', 'Directory handle was closed');
const busy = () => error('ERR_DIR_CONCURRENT_OPERATION',
  'Cannot do synchronous work on directory handle with concurrent asynchronous operations');
const needFunction = (f) => { if (typeof f !== 'function') throw invalidArgType('callback', f, 'function'); };

class Dir {
  #handle;
  #path;
  #encoding;
  #size;
  #entries = [];
  #closed = false;
  #queue = null; // what waits while something is read
  constructor(handle, path, options) {
    if (handle === undefined) throw typeError('ERR_MISSING_ARGS', 'The "handle" argument must be specified');
    this.#handle = handle;
    this.#path = path;
    this.#encoding = options?.encoding ?? '';
    this.#size = options?.bufferSize ?? 32;
  }
  get path() { return this.#path; }

  #take(list) {
    for (let i = 0; i < list.length; i += 3) {
      const parent = typeof this.#path === 'string' ? list[i] : this.#path;
      this.#entries.push(new Dirent(text(list[i + 1], this.#encoding), list[i + 2], parent));
    }
    return this.#entries.shift() ?? null;
  }
  read(callback) {
    if (callback === undefined) {
      return new Promise((resolve, reject) => {
        if (this.#closed) return reject(closed());
        this.read((err, entry) => err ? reject(err) : resolve(entry));
      });
    }
    if (this.#closed) throw closed();
    needFunction(callback);
    if (this.#queue !== null) return void this.#queue.push(() => this.read(callback));
    if (this.#entries.length > 0) return void process.nextTick(callback, null, this.#entries.shift());
    this.#queue = [];
    readDir(this.#handle, this.#size, (err, list) => {
      process.nextTick(() => this.#next());
      if (err) return callback(err);
      callback(null, this.#take(list));
    });
  }
  #next() {
    const queue = this.#queue ?? [];
    this.#queue = null;
    for (const f of queue) {
      if (this.#queue !== null) this.#queue.push(f);
      else f();
    }
  }
  readSync() {
    if (this.#closed) throw closed();
    if (this.#queue !== null) throw busy();
    if (this.#entries.length > 0) return this.#entries.shift();
    return this.#take(readDir(this.#handle, this.#size));
  }
  close(callback) {
    if (callback === undefined) {
      return new Promise((resolve, reject) => {
        if (this.#closed) return reject(closed());
        this.close((err) => err ? reject(err) : resolve());
      });
    }
    needFunction(callback);
    if (this.#closed) return void process.nextTick(callback, closed());
    if (this.#queue !== null) return void this.#queue.push(() => this.close(callback));
    this.#closed = true;
    closeDir(this.#handle, (err) => callback(err));
  }
  closeSync() {
    if (this.#closed) throw closed();
    if (this.#queue !== null) throw busy();
    this.#closed = true;
    closeDir(this.#handle);
  }
  [Symbol.dispose]() { if (!this.#closed) this.closeSync(); }
  async [Symbol.asyncDispose]() { if (!this.#closed) await this.close(); }
  entries() {
    return generator(() => this.read(), async () => { if (!this.#closed) await this.close(); });
  }
}

// generator is an async generator of what next gives, to the first null; finish is called
// at its end, whatever that is. Calls come one after the other.
function generator(next, finish) {
  let last = Promise.resolve();
  let done = false;
  const queued = (f) => {
    const result = last.then(f);
    last = result.catch(() => {});
    return result;
  };
  const end = async () => {
    if (done) return;
    done = true;
    await finish();
  };
  const made = {
    next: () => queued(async () => {
      if (done) return { value: undefined, done: true };
      let value;
      try {
        value = await next();
      } catch (err) {
        await end();
        throw err;
      }
      if (value !== null) return { value, done: false };
      await end();
      return { value: undefined, done: true };
    }),
    return: (value) => queued(async () => {
      await end();
      return { value, done: true };
    }),
    throw: (err) => queued(async () => {
      await end();
      throw err;
    }),
  };
  for (const name of Object.keys(made)) Object.defineProperty(made, name, { enumerable: false });
  return Object.setPrototypeOf(made, asyncGenerator);
}
const asyncGenerator = { [Symbol.toStringTag]: 'AsyncGenerator', [Symbol.asyncIterator]() { return this; } };
Object.defineProperty(Dir.prototype, Symbol.asyncIterator, { value: Dir.prototype.entries, writable: true, configurable: true });

// asked are the options of opendir.
function asked(path, options) {
  checkPath(path);
  const encoding = encodingOf(options);
  const bufferSize = options?.bufferSize ?? 32;
  if (typeof options === 'object' && options !== null && options.bufferSize !== undefined) {
    if (typeof bufferSize !== 'number') throw invalidArgType('options.bufferSize', bufferSize, 'number');
    if (!Number.isInteger(bufferSize)) throw outOfRange('options.bufferSize', 'an integer', bufferSize);
    if (bufferSize < 1 || bufferSize > 4294967295) throw outOfRange('options.bufferSize', '>= 1 && <= 4294967295', bufferSize);
  }
  return { encoding, bufferSize, recursive: Boolean(options?.recursive) };
}

exports.Dir = Dir;
exports.generator = generator;
exports.opendirSync = (path, options) => {
  const about = asked(path, options);
  return new Dir(openDir(path, about.recursive), path, about);
};
exports.opendir = (path, options, callback) => {
  if (typeof options === 'function') [options, callback] = [undefined, options];
  needFunction(callback);
  const about = asked(path, options);
  openDir(path, about.recursive, (err, handle) => err ? callback(err) : callback(null, new Dir(handle, path, about)));
};
exports.promises = {
  opendir: async (path, options) => {
    const about = asked(path, options);
    return new Promise((resolve, reject) => {
      openDir(path, about.recursive, (err, handle) => err ? reject(err) : resolve(new Dir(handle, path, about)));
    });
  },
};
