'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const handle = {
  readStart: () => 0,
  readStop: () => 0,
  ref: mustCall(),
  unref: mustCall(),
  close: mustCall((f) => f()),
};
const s = new net.Socket({ handle, manualStart: true });
assert.strictEqual(s.ref(), s);
assert.strictEqual(s.unref(), s);
s.destroy();
