'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const first = net.createServer(mustNotCall()).listen(0, '127.0.0.1', mustCall(() => {
  const { fd } = first._handle;
  const second = net.createServer();
  second.listen({ fd }, mustNotCall());
  second.on('error', mustCall((err) => {
    assert.strictEqual(err.code, 'EEXIST');
    assert.strictEqual(err.message, 'listen EEXIST: file already exists');
    first.close();
  }));
}));
