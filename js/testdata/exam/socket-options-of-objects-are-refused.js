'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

for (const name of ['objectMode', 'readableObjectMode', 'writableObjectMode']) {
  assert.throws(() => new net.Socket({ [name]: true }), {
    code: 'ERR_INVALID_ARG_VALUE', name: 'TypeError', message: `The property 'options.${name}' is not supported. Received true`,
  });
}
