'use strict';
const { mustCall, pipe } = require('./harness');
const assert = require('assert');
const net = require('net');

const keys = [
  [[0], '6::::0'],
  [[0, '127.0.0.1'], '4:127.0.0.1:0'],
  [[{ port: 0, host: '0.0.0.0' }], '4:0.0.0.0:0'],
];
for (const [args, key] of keys) {
  const server = net.createServer();
  server.listen(...args, mustCall(() => {
    // Where the system has no IPv6 it is the other family's.
    const four = server.address().family === 'IPv4';
    assert.strictEqual(server._connectionKey, four ? key.replace('6::::', '4:0.0.0.0:') : key);
    server.close();
  }));
}
const at = pipe();
const server = net.createServer().listen(at, mustCall(() => {
  assert.strictEqual(server._connectionKey, `-1:${at}:-1`);
  assert.strictEqual(server._pipeName, at);
  server.close();
}));
