'use strict';
const { closedPort, mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

process.on('uncaughtException', mustCall((err) => {
  assert.strictEqual(err.code, 'ECONNREFUSED');
}));
net.connect(closedPort(), '127.0.0.1');
