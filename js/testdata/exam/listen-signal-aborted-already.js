'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer();
server.listen({ port: 0, signal: AbortSignal.abort() }, mustNotCall());
server.on('close', mustCall());
for (const signal of [1, 'x', {}, null, true]) {
  assert.throws(() => net.createServer().listen({ port: 0, signal }), { code: 'ERR_INVALID_ARG_TYPE', message: /^The "options\.signal" property must be an instance of AbortSignal\. Received / });
}
