'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const first = net.createServer().listen(0, '127.0.0.1', mustCall(() => {
  const second = net.createServer();
  second.on('error', mustCall((err) => {
    assert.strictEqual(err.code, 'EADDRINUSE');
    assert.strictEqual(err.syscall, 'listen');
    assert.strictEqual(err.address, '127.0.0.1');
    assert.strictEqual(err.port, first.address().port);
    assert.strictEqual(err.message, `listen EADDRINUSE: address already in use 127.0.0.1:${err.port}`);
    assert.strictEqual(second.listening, false);
    second.listen(0, '127.0.0.1', mustCall(() => { second.close(); first.close(); }));
  }));
  second.listen(first.address().port, '127.0.0.1');
}));
