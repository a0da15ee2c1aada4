'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

const err = new Error('from lookup');
assert.throws(() => net.connect({ host: 'x', port: 1, lookup() { throw err; } }), (e) => e === err);
