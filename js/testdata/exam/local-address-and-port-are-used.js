'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => {
  assert.strictEqual(c.remoteAddress, '127.0.0.9');
  c.end();
  server.close();
})).listen(0, '127.0.0.1', mustCall(() => {
  const s = net.connect({ port: server.address().port, host: '127.0.0.1', localAddress: '127.0.0.9', localPort: 0 });
  s.on('connect', mustCall(() => assert.strictEqual(s.localAddress, '127.0.0.9')));
  s.resume();
}));
