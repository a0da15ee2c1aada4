'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer();
server._handle = { close: mustCall(), ref: mustCall(), unref: mustCall() };
assert.strictEqual(server.listening, true);
server.ref();
server.unref();
server.on('close', mustCall());
server.close(mustCall((err) => assert.ifError(err)));
assert.strictEqual(server._handle, null);
