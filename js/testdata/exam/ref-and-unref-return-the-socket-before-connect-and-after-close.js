'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const s = new net.Socket();
assert.strictEqual(s.ref(), s);
assert.strictEqual(s.unref(), s);
assert.strictEqual(s.listenerCount('connect'), 2);
s.on('close', mustCall(() => {
  assert.strictEqual(s.ref(), s);
  assert.strictEqual(s.unref(), s);
}));
s.destroy();
