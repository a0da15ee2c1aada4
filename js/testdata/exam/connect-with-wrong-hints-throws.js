'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

for (const hints of [1 << 28, -1]) {
  assert.throws(() => net.connect({ host: 'localhost', port: 1, hints }), { code: 'ERR_INVALID_ARG_VALUE', name: 'TypeError', message: /^The (argument|property) '(options\.)?hints' is invalid\. Received / });
}
