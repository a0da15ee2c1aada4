'use strict';
const { mustCall, mustCallAtLeast } = require('./harness');
const assert = require('assert');
const net = require('net');

let started = 0;
const handle = {
  readStart: mustCallAtLeast(() => { started++; return 0; }),
  readStop: () => 0,
  close: mustCall((f) => { assert.strictEqual(typeof f, 'function'); setImmediate(f); }),
};
const s = new net.Socket({ handle });
assert.strictEqual(s._handle, handle);
s.resume();
s.on('close', mustCall((hadError) => {
  assert.strictEqual(hadError, false);
  assert.strictEqual(s._handle, null);
  assert(started >= 1);
}));
process.nextTick(() => { s.destroy(); assert.strictEqual(s._handle, null); });
