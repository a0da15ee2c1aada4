'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer();
const other = net.createServer().listen(0, '127.0.0.1', mustCall(() => {
  process.on('uncaughtException', mustCall((err) => {
    assert.strictEqual(err.message, 'second');
    other.close();
  }));
  server.on('error', mustCall(() => { throw new Error('second'); }));
  server.listen(other.address().port, '127.0.0.1');
}));
