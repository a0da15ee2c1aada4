'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer();
server.listen(0, mustCall(() => server.close()));
assert.throws(() => server.listen(0), { code: 'ERR_SERVER_ALREADY_LISTEN' });
