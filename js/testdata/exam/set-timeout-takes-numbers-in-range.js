'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

const s = new net.Socket();
for (const value of [0, -0, 1.5, 2 ** 31 - 1, 1000]) {
  assert.strictEqual(s.setTimeout(value), s);
  assert.strictEqual(s.timeout, value);
}
s.setTimeout(0);
assert.strictEqual(s.timeout, 0);
