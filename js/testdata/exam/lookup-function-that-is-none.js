'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

for (const lookup of ['x', 1, {}, [], true]) {
  assert.throws(() => net.connect({ host: 'localhost', port: 1, lookup }), {
    code: 'ERR_INVALID_ARG_TYPE', name: 'TypeError',
    message: /^The "options\.lookup" property must be of type function\. Received /,
  });
}
