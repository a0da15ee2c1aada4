'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

for (const port of [-1, 65536, 1.5, NaN, Infinity, '-1', '65536', 'x1', '', ' ']) {
  assert.throws(() => net.connect({ port, host: 'localhost' }), { code: 'ERR_SOCKET_BAD_PORT', name: 'RangeError', message: /^Port should be >= 0 and < 65536\. Received type (number|string) \(/ });
}
for (const port of [true, {}, [], () => {}, Symbol('x'), null]) {
  assert.throws(() => net.connect({ port }), { code: 'ERR_INVALID_ARG_TYPE', message: /^The "options\.port" property must be one of type number or string\. Received / });
}
