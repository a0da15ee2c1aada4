'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer();
server.close(mustCall(function(...args) {
  assert.strictEqual(args.length, 1);
  assert.strictEqual(args[0].code, 'ERR_SERVER_NOT_RUNNING');
  assert.strictEqual(args[0].message, 'Server is not running.');
  assert.strictEqual(this, undefined);
}));
server.on('close', mustCall());
