'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall(() => { throw new Error('in connection'); })).listen(0, mustCall(() => {
  const s = net.connect(server.address().port);
  process.on('uncaughtException', mustCall((err) => {
    assert.strictEqual(err.message, 'in connection');
    process.exit(0);
  }));
}));
