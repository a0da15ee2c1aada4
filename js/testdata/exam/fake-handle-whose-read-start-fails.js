'use strict';
const { expectsError, mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const handle = {
  readStart: mustCall(() => -107),
  readStop: () => 0,
  close: mustCall((f) => f()),
};
const s = new net.Socket({ handle, manualStart: true });
s.on('error', expectsError({ code: 'ENOTCONN', syscall: 'read', errno: -107 }));
s.on('close', mustCall((hadError) => assert.strictEqual(hadError, true)));
s.resume();
