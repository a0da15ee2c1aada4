'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

const s = new net.Socket();
assert.strictEqual(s._unrefTimer(), undefined);
assert.strictEqual(typeof s._onTimeout, 'function');
