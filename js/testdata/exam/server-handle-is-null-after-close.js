'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer();
assert.strictEqual(server._handle, null);
server.listen(0, mustCall(() => {
  assert(server._handle);
  assert.strictEqual(typeof server._handle.fd, 'number');
  server.close();
  assert.strictEqual(server._handle, null);
  assert.strictEqual(server.address(), null);
}));
