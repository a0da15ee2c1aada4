'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const emitWarning = process.emitWarning;
process.emitWarning = mustCall((message, name) => {
  assert.strictEqual(name, 'TimeoutOverflowWarning');
  assert.match(String(message), /^2147483648 does not fit into a 32-bit signed integer\.\nTimer duration was truncated to 2147483647\.$/);
});
const s = new net.Socket();
s.setTimeout(2 ** 31, () => {});
process.emitWarning = emitWarning;
assert.strictEqual(s.timeout, 2 ** 31);
s.setTimeout(0);
