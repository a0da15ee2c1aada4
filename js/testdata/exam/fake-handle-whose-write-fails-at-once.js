'use strict';
const { expectsError, mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const handle = {
  readStart: () => 0,
  readStop: () => 0,
  writeUtf8String: mustCall(() => -32),
  close: mustCall((f) => f()),
};
const s = new net.Socket({ handle, manualStart: true });
s.on('error', expectsError({ code: 'EPIPE', syscall: 'write', errno: -32, message: /^write EPIPE/ }));
s.write('x', 'utf8', mustCall((err) => assert.strictEqual(err.code, 'EPIPE')));
