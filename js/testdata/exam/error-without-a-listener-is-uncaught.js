'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

process.on('uncaughtException', mustCall((err) => {
  assert.strictEqual(err.code, 'ECONNREFUSED');
}));
const server = net.createServer().listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  server.close(() => net.connect(port, '127.0.0.1'));
});
