'use strict';
// The class Readline of readline/promises: what is to be done to a terminal, until it is done.
const { needBoolean, needInteger, invalidArgType, nextTick } = native;
const { Writable } = require('stream');

class Readline {
  #autoCommit = false;
  #stream;
  #todo = [];
  constructor(stream, options = undefined) {
    if (stream === null || typeof stream !== 'object' || !(stream instanceof Writable)) throw invalidArgType('stream', stream, 'Writable');
    this.#stream = stream;
    if (options?.autoCommit != null) this.#autoCommit = needBoolean('options.autoCommit', options.autoCommit);
  }
  cursorTo(x, y = undefined) {
    needInteger('x', x);
    if (y != null) needInteger('y', y);
    return this.#add(y == null ? `\x1b[${x + 1}G` : `\x1b[${y + 1};${x + 1}H`);
  }
  moveCursor(dx, dy) {
    if (dx || dy) {
      needInteger('dx', dx);
      needInteger('dy', dy);
      let text = '';
      if (dx < 0) text += `\x1b[${-dx}D`; else if (dx > 0) text += `\x1b[${dx}C`;
      if (dy < 0) text += `\x1b[${-dy}A`; else if (dy > 0) text += `\x1b[${dy}B`;
      this.#add(text);
    }
    return this;
  }
  clearLine(dir) {
    needInteger('dir', dir, -1, 1);
    return this.#add(dir < 0 ? '\x1b[1K' : dir > 0 ? '\x1b[0K' : '\x1b[2K');
  }
  clearScreenDown() { return this.#add('\x1b[0J'); }
  commit() {
    return new Promise((resolve) => {
      this.#stream.write(this.#todo.join(''), resolve);
      this.#todo = [];
    });
  }
  rollback() {
    this.#todo = [];
    return this;
  }
  #add(text) {
    if (this.#autoCommit) nextTick(() => this.#stream.write(text));
    else this.#todo.push(text);
    return this;
  }
}

Object.assign(exports, { Readline });
