'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer((c) => c.resume()).listen(0, '127.0.0.1', mustCall(() => {
  const { port } = server.address();
  const s = net.connect({ port, host: '127.0.0.1', localAddress: '127.0.0.1', localPort: port }, mustNotCall());
  s.on('error', mustCall((err) => {
    assert.strictEqual(err.code, 'EADDRINUSE');
    assert.strictEqual(err.port, port);
    server.close();
  }));
}));
