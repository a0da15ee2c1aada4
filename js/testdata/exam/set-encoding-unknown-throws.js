'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

assert.throws(() => new net.Socket().setEncoding('nonsense'), { code: 'ERR_UNKNOWN_ENCODING', name: 'TypeError', message: 'Unknown encoding: nonsense' });
