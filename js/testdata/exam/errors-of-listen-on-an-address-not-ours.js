'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer();
server.on('error', mustCall((err) => {
  assert.deepStrictEqual({ ...err }, { code: 'EADDRNOTAVAIL', errno: -99, syscall: 'listen', address: '192.0.2.1', port: 45678 });
  assert.strictEqual(err.message, 'listen EADDRNOTAVAIL: address not available 192.0.2.1:45678');
  assert.strictEqual(server.listening, false);
  assert.strictEqual(server.address(), null);
}));
server.on('close', mustNotCall());
server.listen(45678, '192.0.2.1', mustNotCall());
