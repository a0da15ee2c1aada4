'use strict';
const { closedPort, mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const port = closedPort();
const s = net.connect(port, '127.0.0.1', mustNotCall());
s.on('connectionAttempt', mustCall((...args) => assert.deepStrictEqual(args, ['127.0.0.1', port, 4])));
s.on('connectionAttemptFailed', mustCall((address, p, family, err) => {
  assert.strictEqual(address, '127.0.0.1');
  assert.strictEqual(p, port);
  assert.strictEqual(family, 4);
  assert.strictEqual(err.code, 'ECONNREFUSED');
}));
s.on('error', mustCall((err) => {
  assert.strictEqual(err.message, `connect ECONNREFUSED 127.0.0.1:${port}`);
  assert.deepStrictEqual({ ...err }, { errno: -111, code: 'ECONNREFUSED', syscall: 'connect', address: '127.0.0.1', port });
  assert.strictEqual(err.name, 'Error');
  assert.match(err.stack, /^Error: connect ECONNREFUSED 127\.0\.0\.1:\d+/);
}));
s.on('close', mustCall((hadError) => assert.strictEqual(hadError, true)));
