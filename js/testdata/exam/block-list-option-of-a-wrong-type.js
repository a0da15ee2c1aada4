'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

for (const blockList of [1, 'x', {}, []]) {
  assert.throws(() => new net.Socket({ blockList }), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => net.createServer({ blockList }), { code: 'ERR_INVALID_ARG_TYPE' });
}
