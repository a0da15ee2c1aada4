'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const other = net.createServer().listen(0, '127.0.0.1', mustCall(() => {
  process.on('uncaughtException', mustCall((err) => {
    assert.strictEqual(err.code, 'EADDRINUSE');
    other.close();
  }));
  net.createServer().listen(other.address().port, '127.0.0.1');
}));
