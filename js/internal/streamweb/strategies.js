'use strict';
// The two queuing strategies.
const { missingOption, define } = native.part('common');
const { invalidArgType } = native;

const byteSize = { size(chunk) { return chunk.byteLength; } }.size;
const countSize = { size() { return 1; } }.size;

function mark(init) {
  if (typeof init !== 'object' || init === null || Array.isArray(init)) throw invalidArgType('init', init, 'Object');
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
