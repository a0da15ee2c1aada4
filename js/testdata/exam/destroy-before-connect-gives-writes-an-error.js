'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer((c) => { c.on('error', () => {}); c.resume(); }).listen(0, mustCall(() => {
  const s = net.connect(server.address().port, mustNotCall());
  s.write('x', mustCall((err) => {
    assert.strictEqual(err.code, 'ERR_SOCKET_CLOSED_BEFORE_CONNECTION');
    assert.strictEqual(err.message, 'Socket closed before the connection was established');
    assert.strictEqual(err.name, 'Error');
    server.close();
  }));
  s.on('error', mustNotCall());
  s.destroy();
}));
