'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustNotCall());
assert.strictEqual(server.unref(), server);
server.listen(0, mustCall());
