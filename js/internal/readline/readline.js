'use strict';
const { asyncIterator, dispose, error, invalidArgType, invalidArgValue, abortError, nextTick } = native;
const EventEmitter = require('events');
const { StringDecoder } = require('string_decoder');

const closed = () => error('ERR_USE_AFTER_CLOSE', 'readline was closed');
const ends = /\r\n|[\n\r\u2028\u2029]/g;

function checkSignal(signal) {
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
    throw invalidArgType('options.signal', signal, 'AbortSignal');
  }
}

class InterfaceBase extends EventEmitter {
  #decoder = new StringDecoder('utf8');
  #rest = '';
  #afterReturn = 0;
  #crlfDelay;
  #prompt = '> ';
  #oldPrompt;
  #undo = [];
  #iterator;
  _question = null;

  constructor(input, output, completer, terminal) {
    super();
    let options = { input, output, completer, terminal };
    if (input?.input) options = input;
    if (options.input === undefined || options.input === null) {
      throw new TypeError("Cannot read properties of undefined (reading 'history')");
    }
    checkSignal(options.signal);
    const { crlfDelay } = options;
    this.#crlfDelay = crlfDelay ? Math.max(100, crlfDelay) : 100;
    if (options.prompt !== undefined) this.#prompt = options.prompt;
    this.line = '';
    this.cursor = 0;
    this.terminal = false;
    this.paused = false;
    this.closed = false;
    this.input = options.input;
    this.output = options.output;
    this.completer = options.completer;
    const listen = (target, name, f) => {
      target.on(name, f);
      this.#undo.push(() => target.removeListener(name, f));
    };
    listen(this.input, 'error', (err) => this.emit('error', err));
    listen(this.input, 'data', (data) => this.#data(data));
    listen(this.input, 'end', () => this.#end());
    const { signal } = options;
    if (signal) {
      const aborted = () => this.close();
      if (signal.aborted) nextTick(aborted);
      else {
        signal.addEventListener('abort', aborted, { once: true });
        this.#undo.push(() => signal.removeEventListener('abort', aborted));
      }
    }
    this.input.resume();
  }

  get columns() { return this.output?.columns ?? Infinity; }
  getPrompt() { return this.#prompt; }
  setPrompt(prompt) { this.#prompt = prompt; }

  prompt(preserveCursor) {
    if (this.closed) throw closed();
    if (this.paused) this.resume();
    this.output?.write(this.#prompt);
  }

  _ask(query, callback) {
    if (this.closed) throw closed();
    if (this._question) return this.prompt();
    this.#oldPrompt = this.#prompt;
    this.setPrompt(query);
    this._question = callback;
    this.prompt();
  }

  _forget() {
    this._question = null;
    this.setPrompt(this.#oldPrompt);
  }

  #line(text) {
    const answered = this._question;
    if (!answered) return this.emit('line', text);
    this._forget();
    answered(text);
  }

  #data(data) {
    this.#feed(typeof data === 'string' ? data : this.#decoder.write(data));
  }

  #feed(text) {
    // A \n that comes soon after a \r belongs to it.
    if (this.#afterReturn && text !== '') {
      if (Date.now() - this.#afterReturn <= this.#crlfDelay && text[0] === '\n') text = text.slice(1);
      this.#afterReturn = 0;
    }
    const lines = (this.#rest + text).split(ends);
    if (text.endsWith('\r')) this.#afterReturn = Date.now();
    this.#rest = lines.pop();
    for (const line of lines) this.#line(line);
  }

  #end() {
    const last = this.#rest + this.#decoder.end();
    this.#rest = '';
    if (last !== '') this.#line(last);
    this.close();
  }

  close() {
    if (this.closed) return;
    this.pause();
    for (const f of this.#undo.splice(0)) f();
    this.closed = true;
    this.emit('close');
  }

  pause() {
    if (this.closed) throw closed();
    if (this.paused) return this;
    this.input.pause();
    this.paused = true;
    this.emit('pause');
    return this;
  }

  resume() {
    if (this.closed) throw closed();
    if (!this.paused) return this;
    this.input.resume();
    this.paused = false;
    this.emit('resume');
    return this;
  }

  write(data) {
    if (this.closed) throw closed();
    if (this.paused) this.resume();
    if (data !== undefined && data !== null) this.#data(data);
  }

  getCursorPos() { return { rows: 0, cols: this.#prompt.length }; }
  [dispose]() { this.close(); }

  [asyncIterator]() {
    if (this.#iterator) return this.#iterator;
    const events = EventEmitter.on(this, 'line', { close: ['close'], highWaterMark: 1024 });
    const first = ({ value, done }) => ({ value: done ? undefined : value[0], done });
    this.#iterator = {
      next: () => events.next().then(first),
      return: () => events.return().then(first),
      throw: (err) => events.throw(err),
      [asyncIterator]() { return this; },
    };
    return this.#iterator;
  }
}
Object.defineProperty(InterfaceBase, 'name', { value: 'Interface' });

class Interface extends InterfaceBase {
  question(query, options, callback) {
    callback = typeof options === 'function' ? options : callback;
    if (options === null || typeof options !== 'object') options = {};
    const { signal } = options;
    checkSignal(signal);
    if (signal) {
      if (signal.aborted) return;
      const aborted = () => { if (this._question === asked) this._forget(); };
      signal.addEventListener('abort', aborted, { once: true });
      const answered = callback;
      callback = (answer) => {
        signal.removeEventListener('abort', aborted);
        return answered(answer);
      };
    }
    const asked = callback;
    if (typeof asked === 'function') this._ask(query, asked);
  }
}
Interface.prototype.question[Symbol.for('nodejs.util.promisify.custom')] = function question(query, options) {
  return new Promise((resolve, reject) => {
    const signal = options?.signal;
    if (signal?.aborted) return reject(abortError(signal.reason));
    signal?.addEventListener('abort', () => reject(abortError(signal.reason)), { once: true });
    this.question(query, options, resolve);
  });
};

class PromisesInterface extends InterfaceBase {
  question(query, options = {}) {
    return new Promise((resolve, reject) => {
      const { signal } = options;
      checkSignal(signal);
      let answered = resolve;
      if (signal) {
        if (signal.aborted) return reject(abortError(signal.reason));
        const aborted = () => {
          if (this._question === answered) this._forget();
          reject(abortError(signal.reason));
        };
        signal.addEventListener('abort', aborted, { once: true });
        answered = (answer) => {
          signal.removeEventListener('abort', aborted);
          resolve(answer);
        };
      }
      this._ask(query, answered);
    });
  }
}
Object.defineProperty(PromisesInterface, 'name', { value: 'Interface' });

// send writes a sequence that moves or erases in the terminal.
function send(stream, sequence, callback) {
  if (callback !== undefined && typeof callback !== 'function') throw invalidArgType('callback', callback, 'function');
  if (stream === null || stream === undefined || sequence === '') {
    if (typeof callback === 'function') nextTick(() => callback(null));
    return true;
  }
  return stream.write(sequence, callback);
}

function to(x, y) {
  if (Number.isNaN(x)) throw invalidArgValue('x', x);
  if (Number.isNaN(y)) throw invalidArgValue('y', y);
  if (typeof x !== 'number' && typeof y !== 'number') return '';
  if (typeof x !== 'number') throw Object.assign(new TypeError('Cannot set cursor row without setting its column'), { code: 'ERR_INVALID_CURSOR_POS' });
  return typeof y !== 'number' ? `\x1b[${x + 1}G` : `\x1b[${y + 1};${x + 1}H`;
}

function by(dx, dy) {
  let sequence = '';
  if (dx < 0) sequence += `\x1b[${-dx}D`; else if (dx > 0) sequence += `\x1b[${dx}C`;
  if (dy < 0) sequence += `\x1b[${-dy}A`; else if (dy > 0) sequence += `\x1b[${dy}B`;
  return sequence;
}

const erase = (direction) => direction < 0 ? '\x1b[1K' : direction > 0 ? '\x1b[0K' : '\x1b[2K';

Object.assign(exports, {
  Interface,
  clearLine: (stream, direction, callback) => send(stream, erase(direction), callback),
  clearScreenDown: (stream, callback) => send(stream, '\x1b[0J', callback),
  createInterface: (input, output, completer, terminal) => new Interface(input, output, completer, terminal),
  cursorTo(stream, x, y, callback) {
    if (typeof y === 'function') [y, callback] = [undefined, y];
    return send(stream, to(x, y), callback);
  },
  emitKeypressEvents() {
    throw error('ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', 'readline.emitKeypressEvents() is not there in nodenet');
  },
  moveCursor: (stream, dx, dy, callback) => send(stream, by(dx, dy), callback),
  promises: {
    Interface: PromisesInterface,
    createInterface: (input, output, completer, terminal) => new PromisesInterface(input, output, completer, terminal),
  },
});
