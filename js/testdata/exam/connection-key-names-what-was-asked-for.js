'use strict';
const { hasIPv6, mustCall, pipe } = require('./harness');
const assert = require('assert');
const net = require('net');

const keys = [
  [[0], hasIPv6 ? '6::::0' : '4:0.0.0.0:0'],
  [[0, '127.0.0.1'], '4:127.0.0.1:0'],
  [[{ port: 0, host: '0.0.0.0' }], '4:0.0.0.0:0'],
];
for (const [args, key] of keys) {
  const server = net.createServer();
  server.listen(...args, mustCall(() => {
    assert.strictEqual(server._connectionKey, key);
    server.close();
  }));
}
const at = pipe();
const server = net.createServer().listen(at, mustCall(() => {
  assert.strictEqual(server._connectionKey, `-1:${at}:-1`);
  assert.strictEqual(server._pipeName, at);
  server.close();
}));
