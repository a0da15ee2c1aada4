'use strict';
// The two queuing strategies.
const { needObject, missingOption, define } = native.part('common');

const byteSize = { size(chunk) { return chunk.byteLength; } }.size;
const countSize = { size() { return 1; } }.size;

function mark(init) {
  needObject(init, 'init', false);
  if (init.highWaterMark === undefined) throw missingOption('init.highWaterMark');
  return +init.highWaterMark;
}

class ByteLengthQueuingStrategy {
  #highWaterMark;
  constructor(init) { this.#highWaterMark = mark(init); }
  get highWaterMark() { return this.#highWaterMark; }
  get size() {
    this.#highWaterMark; // nothing else has a size
    return byteSize;
  }
}

class CountQueuingStrategy {
  #highWaterMark;
  constructor(init) { this.#highWaterMark = mark(init); }
  get highWaterMark() { return this.#highWaterMark; }
  get size() {
    this.#highWaterMark;
    return countSize;
  }
}
for (const Class of [ByteLengthQueuingStrategy, CountQueuingStrategy]) {
  define(Class, ['highWaterMark', 'size'], { show: ({ highWaterMark }) => ({ highWaterMark }) });
}

Object.assign(exports, { ByteLengthQueuingStrategy, CountQueuingStrategy });
