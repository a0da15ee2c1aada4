'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustNotCall());
server.listen(0, mustCall(() => {
  server.unref();
  assert.strictEqual(server._handle.hasRef(), false);
  server.ref();
  assert.strictEqual(server._handle.hasRef(), true);
  server.unref();
  server.close(mustCall());
}));
assert.strictEqual(server.ref(), server);
