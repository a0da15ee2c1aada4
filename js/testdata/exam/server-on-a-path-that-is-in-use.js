'use strict';
const { mustCall, mustNotCall, pipe } = require('./harness');
const assert = require('assert');
const net = require('net');

const at = pipe();
const first = net.createServer().listen(at, mustCall(() => {
  const second = net.createServer();
  second.on('error', mustCall((err) => {
    assert.strictEqual(err.code, 'EADDRINUSE');
    assert.strictEqual(err.address, at);
    assert.strictEqual(err.port, -1);
    assert.strictEqual(err.message, `listen EADDRINUSE: address already in use ${at}`);
    first.close();
  }));
  second.listen(at, mustNotCall());
}));
