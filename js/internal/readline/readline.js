'use strict';
const { asyncIterator, dispose, error, invalidArgType, invalidArgValue, needInteger, outOfRange, abortError, nextTick } = native;
const EventEmitter = require('events');
const { S, names, methods } = native.part('editor');
const { StringDecoder } = require('string_decoder');

const closed = () => error('ERR_USE_AFTER_CLOSE', 'readline was closed');
const ends = /\r\n|[\n\r\u2028\u2029]/g;

function checkSignal(signal) {
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
    throw invalidArgType('options.signal', signal, 'AbortSignal');
  }
}

class InterfaceBase extends EventEmitter {
  #undo = [];
  #iterator;
  #more = []; // what is after rest, where that is long: to join it each time would take a square of time
  #moreLength = 0;
  [S.rest];
  [S.question];

  constructor(input, output, completer, terminal) {
    super();
    let options = { input, output, completer, terminal };
    if (input?.input) options = input;
    if (options.input === undefined || options.input === null) {
      throw new TypeError("Cannot read properties of undefined (reading 'history')");
    }
    checkSignal(options.signal);
    const { crlfDelay, tabSize } = options;
    if (typeof options.completer === 'function' || options.completer === undefined) this.completer = options.completer;
    else throw invalidArgValue('completer', options.completer);
    if (tabSize !== undefined) needInteger('tabSize', tabSize, 1, 2 ** 32 - 1);
    setUp(this, options);
    this.crlfDelay = crlfDelay ? Math.max(100, crlfDelay) : 100;
    this.line = '';
    this.cursor = 0;
    this.paused = false;
    this.closed = false;
    this.input = options.input;
    this.output = options.output;
    const listen = (target, name, f) => {
      target.on(name, f);
      this.#undo.push(() => target.removeListener(name, f));
    };
    listen(this.input, 'error', (err) => this.emit('error', err));
    if (this.terminal) this.#edit(listen);
    else {
      this[S.decoder] = new StringDecoder('utf8');
      listen(this.input, 'data', (data) => this[S.normalWrite](data));
      listen(this.input, 'end', () => this.#end());
    }
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

  // #edit has a line be edited in the terminal.
  #edit(listen) {
    native.part('keys').emitKeypressEvents(this.input, this);
    listen(this.input, 'keypress', (text, key) => this[S.ttyWrite](text, key));
    listen(this.input, 'end', () => {
      if (typeof this.line === 'string' && this.line !== '') this.emit('line', this.line);
      this.close();
    });
    this[S.setRawMode](true);
    if (this.output && typeof this.output.on === 'function') listen(this.output, 'resize', () => this[S.refreshLine]());
  }

  get columns() { return this.output?.columns || Infinity; }
  getPrompt() { return this[S.prompt]; }
  setPrompt(prompt) { this[S.prompt] = prompt; }

  prompt(preserveCursor) {
    if (this.closed) throw closed();
    if (this.paused) this.resume();
    if (!this.terminal) {
      this[S.writeToOutput](this[S.prompt]);
      return;
    }
    if (!preserveCursor) this.cursor = 0;
    this[S.refreshLine]();
  }

  _ask(query, callback) {
    if (this.closed) throw closed();
    if (this[S.question]) return this.prompt();
    this[S.oldPrompt] = this[S.prompt];
    this.setPrompt(query);
    this[S.question] = callback;
    this.prompt();
  }

  _forget() {
    this[S.question] = null;
    this.setPrompt(this[S.oldPrompt]);
  }

  // _feed takes what has come and is not edited, and tells of its lines.
  _feed(data) {
    let text = typeof data === 'string' ? data : this[S.decoder].write(data);
    // A \n that comes soon after a \r belongs to it.
    if (this[S.sawReturnAt] && text !== '') {
      if (Date.now() - this[S.sawReturnAt] <= this.crlfDelay && text[0] === '\n') text = text.slice(1);
      this[S.sawReturnAt] = 0;
    }
    if (text.endsWith('\r')) this[S.sawReturnAt] = Date.now();
    const lines = text.split(ends);
    if (lines.length === 1) return this.#keep(text);
    lines[0] = this._whole() + lines[0];
    this[S.rest] = lines.pop();
    for (const line of lines) this[S.onLine](line);
  }

  // keep adds to a line that has not ended, and joins it now and then.
  #keep(text) {
    this.#more.push(text);
    this.#moreLength += text.length;
    if (this.#moreLength >= (this[S.rest] ?? '').length || (this[S.rest] ?? '').length < 1024) this._whole();
  }

  // _whole is what there is of a line that has not ended.
  _whole() {
    if (!(#more in this)) return ''; // a prototype
    if (this.#more.length > 0) this[S.rest] = (this[S.rest] ?? '') + this.#more.join('');
    this.#more = [];
    this.#moreLength = 0;
    return this[S.rest] ?? '';
  }

  // _complete asks the completer, which may answer by a callback.
  _complete(line, done) {
    if (this.completer.length === 2) {
      this.completer(line, done);
      return;
    }
    let answer;
    try {
      answer = this.completer(line);
    } catch (err) {
      done(err);
      return;
    }
    done(null, answer);
  }

  #end() {
    const last = this._whole() + this[S.decoder].end();
    this[S.rest] = '';
    if (last !== '') this.emit('line', last);
    this.close();
  }

  close() {
    if (this.closed) return;
    this.pause();
    if (this.terminal) this[S.setRawMode](false);
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

  write(data, key) {
    if (this.closed) throw closed();
    if (this.paused) this.resume();
    if (this.terminal) this[S.ttyWrite](data, key);
    else if (data !== undefined && data !== null) this[S.normalWrite](data);
  }

  clearLine() {
    this[S.moveCursor](Infinity);
    this[S.writeToOutput]('\r\n');
    this.line = '';
    this.cursor = 0;
    this.prevRows = 0;
  }

  getCursorPos() { return this[S.getDisplayPos](this[S.prompt] + (this.line ?? '').slice(0, this.cursor)); }
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
for (const name of names) Object.defineProperty(InterfaceBase.prototype, S[name], { ...Object.getOwnPropertyDescriptor(methods, S[name]), enumerable: false });

// setUp gives an Interface the properties of its options, in Node's order.
function setUp(iface, { history, historySize = 30, removeHistoryDuplicates = false, terminal, input, output, escapeCodeTimeout, tabSize, prompt }) {
  if (history === undefined) history = [];
  else if (!Array.isArray(history)) throw invalidArgType('history', history, 'Array');
  if (typeof historySize !== 'number') throw invalidArgType('size', historySize, 'number');
  if (!(historySize >= 0)) throw outOfRange('size', '>= 0', historySize);
  Object.assign(iface, {
    isCompletionEnabled: true,
    escapeCodeTimeout: escapeCodeTimeout ?? 500,
    tabSize: tabSize ?? 8,
    history,
    historyIndex: -1,
    historySize,
    removeHistoryDuplicates: Boolean(removeHistoryDuplicates),
    // A terminal whose input cannot be had key by key edits the line itself.
    terminal: terminal === undefined ? Boolean(output?.isTTY) && typeof input.setRawMode === 'function' : Boolean(terminal),
    [S.sawReturnAt]: 0,
    [S.sawKeyPress]: false,
    [S.previousKey]: null,
    [S.prompt]: prompt === undefined ? '> ' : `${prompt}`,
    [S.killRing]: [],
    [S.undoStack]: [],
    [S.redoStack]: [],
    [S.search]: null,
    [S.yanked]: -1,
  });
}

class Interface extends InterfaceBase {
  question(query, options, callback) {
    callback = typeof options === 'function' ? options : callback;
    if (options === null || typeof options !== 'object') options = {};
    const { signal } = options;
    checkSignal(signal);
    if (signal) {
      if (signal.aborted) return;
      const aborted = () => { if (this[S.question] === asked) this._forget(); };
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
// Old programs call these methods by their names, and put their own in the place of them.
for (const name of ['decoder', 'line_buffer', 'oldPrompt', 'previousKey', 'prompt', 'questionCallback', 'sawKeyPress', 'sawReturnAt']) {
  const key = { line_buffer: S.rest, questionCallback: S.question }[name] ?? S[name];
  Object.defineProperty(Interface.prototype, `_${name}`, { __proto__: null, get() { if (key === S.rest) this._whole(); return this[key]; }, set(value) { if (key === S.rest) this._whole(); this[key] = value; } });
}
for (const name of names) {
  const method = name === 'tabComplete' ? function (lastWasTab) { return InterfaceBase.prototype[S.tabComplete].call(this, lastWasTab); } : InterfaceBase.prototype[S[name]];
  if (name === 'moveCursor') Interface.prototype._getCursorPos = InterfaceBase.prototype.getCursorPos;
  Interface.prototype[`_${name}`] = method;
  Object.defineProperty(Interface.prototype, S[name], { __proto__: null, get() { return this[`_${name}`]; } });
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
          if (this[S.question] === answered) this._forget();
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
  emitKeypressEvents: function emitKeypressEvents(stream, iface = {}) { native.part('keys').emitKeypressEvents(stream, iface); },
  moveCursor: (stream, dx, dy, callback) => send(stream, by(dx, dy), callback),
  promises: {
    Interface: PromisesInterface,
    get Readline() { return native.part('actions').Readline; },
    createInterface: (input, output, completer, terminal) => new PromisesInterface(input, output, completer, terminal),
  },
});
