'use strict';
const { mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');
const util = require('util');

for (const options of [{}, { host: 'localhost' }, { fd: -1 }, { path: 1 }, { port: false }, { port: {} }, { port: [] },
                       { port: true }, { host: 'localhost', port: { x: 1 } }, { exclusive: true }, { fd: 'x' }]) {
  assert.throws(() => net.createServer().listen(options, mustNotCall()), {
    code: 'ERR_INVALID_ARG_VALUE',
    name: 'TypeError',
    message: /^The (argument|property) 'options'.* (must have the property "port" or "path"\. )?Received .*/s,
  }, util.inspect(options));
}
for (const value of [true, false, Symbol.iterator, 1n]) {
  assert.throws(() => net.createServer().listen(value, mustNotCall()), { code: /ERR_INVALID_ARG_VALUE|ERR_SOCKET_BAD_PORT/ });
}
