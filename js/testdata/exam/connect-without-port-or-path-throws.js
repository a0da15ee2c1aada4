'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

for (const args of [[], [{}], [{ host: 'x' }], [undefined]]) {
  assert.throws(() => net.connect(...args), { code: 'ERR_MISSING_ARGS', name: 'TypeError', message: 'The "options" or "port" or "path" argument must be specified' });
  assert.throws(() => new net.Socket().connect(...args), { code: 'ERR_MISSING_ARGS' });
}
