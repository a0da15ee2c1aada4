'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const handle = net._createServerHandle('127.0.0.1', 0, 4);
assert.strictEqual(typeof handle, 'object');
const server = net.createServer();
server.listen(handle, mustCall(() => {
  assert.strictEqual(server.address().address, '127.0.0.1');
  server.close();
}));
assert.strictEqual(typeof net._createServerHandle('256.256.256.256', 0, 4), 'number');
