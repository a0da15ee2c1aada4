'use strict';
// What is random depends on the seed alone: whatever is decided in a callback is as well, so
// that one event in another place changes all that follows.

let state;

exports.seed = (n) => { state = n * 7919 + 17; };

exports.random = () => {
  state = (state + 0x6D2B79F5) | 0;
  let t = Math.imul(state ^ state >>> 15, 1 | state);
  t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
  return ((t ^ t >>> 14) >>> 0) / 4294967296;
};

exports.pick = (list) => list[Math.floor(exports.random() * list.length)];
exports.chance = (p) => exports.random() < p;
