'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const s = new net.Socket();
s.destroy();
assert.strictEqual(s.destroyed, true);
assert.strictEqual(s.readable, false);
assert.strictEqual(s.writable, false);
assert.strictEqual(s.readyState, 'closed');
assert.strictEqual(s.pending, true);
assert.strictEqual(s.closed, true);
s.on('close', mustCall(() => {
  assert.strictEqual(s.closed, true);
  assert.strictEqual(s.errored, null);
  assert.strictEqual(s._hadError, false);
}));
