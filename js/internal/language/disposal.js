'use strict';
// Explicit resource management: stacks of what is to be disposed of.
const { symbol: { dispose, asyncDispose } } = native;

class SuppressedError extends Error {
  constructor(error, suppressed, message) {
    if (message === undefined) super(); else super(message);
    const own = (name, value) => Object.defineProperty(this, name, { value, writable: true, configurable: true });
    own('error', error);
    own('suppressed', suppressed);
  }
}
Object.defineProperty(SuppressedError.prototype, 'name', { value: 'SuppressedError', writable: true, configurable: true });
Object.defineProperty(SuppressedError.prototype, 'message', { value: '', writable: true, configurable: true });

class Stack {
  items = [];
  disposed = false;
}

function open(stack, name, method) {
  if (stack.disposed) throw new ReferenceError(`Cannot call ${name}.prototype.${method} on an already-disposed ${name}`);
}

function method(value, ...symbols) {
  for (const symbol of symbols) {
    const f = value[symbol];
    if (f === undefined || f === null) continue;
    if (typeof f !== 'function') break;
    return f;
  }
  throw new TypeError('Symbol(Symbol.dispose) is not a function');
}

function needFunction(f) {
  if (typeof f !== 'function') throw new TypeError(`${String(f)} is not a function`);
}

function define(name, symbol, find) {
  return { [name]: class {
    #stack = new Stack();
    get disposed() { return this.#stack.disposed; }
    use(value) {
      open(this.#stack, name, 'use');
      if (value === null || value === undefined) {
        if (symbol === asyncDispose) this.#stack.items.push(() => {});
        return value;
      }
      const f = find(value);
      this.#stack.items.push(() => f.call(value));
      return value;
    }
    adopt(value, f) {
      open(this.#stack, name, 'adopt');
      needFunction(f);
      this.#stack.items.push(() => f(value));
      return value;
    }
    defer(f) {
      open(this.#stack, name, 'defer');
      needFunction(f);
      this.#stack.items.push(() => f());
    }
    move() {
      open(this.#stack, name, 'move');
      const moved = new exports[name]();
      moved.#stack.items = this.#stack.items;
      this.#stack = new Stack();
      this.#stack.disposed = true;
      return moved;
    }
    get [Symbol.toStringTag]() { return name; }
    static take(o) {
      const stack = o.#stack;
      if (stack.disposed) return [];
      stack.disposed = true;
      return stack.items.reverse();
    }
  } }[name];
}

// failing collects errors: each one suppresses the one before.
function failing() {
  let failed = false, error;
  return {
    add(err) {
      error = failed ? new SuppressedError(err, error, 'An error was suppressed during disposal') : err;
      failed = true;
    },
    end() { if (failed) throw error; },
  };
}

function finish(Class, name, symbol, f) {
  const { take } = Class;
  delete Class.take;
  Object.defineProperty(Class.prototype, name, { value: f(take), writable: true, configurable: true });
  Object.defineProperty(Class.prototype, symbol, { value: Class.prototype[name], writable: true, configurable: true });
  exports[Class.name] = Class;
}

finish(define('DisposableStack', dispose, (value) => method(value, dispose)), 'dispose', dispose, (take) => ({
  dispose() {
    const errors = failing();
    for (const item of take(this)) try { item(); } catch (err) { errors.add(err); }
    errors.end();
  },
}.dispose));

finish(define('AsyncDisposableStack', asyncDispose, (value) => method(value, asyncDispose, dispose)), 'disposeAsync', asyncDispose, (take) => ({
  async disposeAsync() {
    const errors = failing();
    for (const item of take(this)) try { await item(); } catch (err) { errors.add(err); }
    errors.end();
  },
}.disposeAsync));

exports.SuppressedError = SuppressedError;
