'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustNotCall());
server.on('error', mustCall((err) => {
  assert(['EINVAL', 'ENOTSOCK'].includes(err.code), err.code);
  assert.strictEqual(server.listening, false);
}));
server.listen({ fd: 0 }, mustNotCall());
