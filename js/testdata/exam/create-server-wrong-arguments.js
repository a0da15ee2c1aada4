'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

for (const options of [1, 'x', true, Symbol('x'), 1n]) {
  assert.throws(() => net.createServer(options), { code: 'ERR_INVALID_ARG_TYPE', message: /^The "options" argument must be of type object\. Received / });
}
for (const options of [undefined, null, {}]) assert(net.createServer(options) instanceof net.Server);
for (const keepAliveInitialDelay of ['x', {}]) {
  assert.throws(() => net.createServer({ keepAliveInitialDelay }), { code: 'ERR_INVALID_ARG_TYPE' });
}
