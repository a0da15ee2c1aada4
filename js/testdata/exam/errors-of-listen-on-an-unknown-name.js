'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer();
server.on('error', mustCall((err) => {
  assert.strictEqual(err.syscall, 'getaddrinfo');
  assert.match(err.code, /^(ENOTFOUND|EAI_AGAIN)$/);
  assert.strictEqual(err.hostname, 'name.invalid');
}));
server.listen(0, 'name.invalid', mustNotCall());
