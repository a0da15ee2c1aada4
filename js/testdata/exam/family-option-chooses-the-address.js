'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer((c) => c.end()).listen(0, '127.0.0.1', mustCall(() => {
  const s = net.connect({ host: 'localhost', port: server.address().port, family: 4 }, mustCall(() => {
    assert.strictEqual(s.remoteAddress, '127.0.0.1');
    server.close();
  }));
  s.resume();
}));
