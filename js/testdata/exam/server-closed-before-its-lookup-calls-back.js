'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const dns = require('dns');
const server = net.createServer(mustNotCall());
server.on('listening', mustNotCall());
server.listen(0, 'localhost', mustNotCall());
assert.strictEqual(server.listening, false);
server.close(mustCall((err) => assert.strictEqual(err.code, 'ERR_SERVER_NOT_RUNNING')));
server.on('close', mustCall());
