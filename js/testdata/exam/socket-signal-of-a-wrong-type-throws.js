'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

for (const signal of [1, 'x', {}, true, new EventTarget()]) {
  assert.throws(() => new net.Socket({ signal }), { code: 'ERR_INVALID_ARG_TYPE', name: 'TypeError' });
}
