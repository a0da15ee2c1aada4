'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer();
server.listen(0, 'localhost', mustCall(() => setImmediate(() => server.close())));
assert.strictEqual(server.listening, false);
server.on('close', mustCall());
