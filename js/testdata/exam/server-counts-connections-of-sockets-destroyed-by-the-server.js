'use strict';
const { mustCall, mustSucceed } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => {
  server.getConnections(mustSucceed((n) => {
    assert.strictEqual(n, 1);
    c.destroy();
    assert.strictEqual(server._connections, 0);
    server.close(mustCall());
  }));
  assert.strictEqual(server._connections, 1);
})).listen(0, mustCall(() => {
  net.connect(server.address().port).on('error', () => {}).resume();
}));
