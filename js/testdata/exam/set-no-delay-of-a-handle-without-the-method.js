'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

const s = new net.Socket({ handle: { close(f) { f?.(); }, readStart() {}, readStop() {} } });
s._handle = { };
assert.strictEqual(s.setNoDelay(true), s);
assert.strictEqual(s.setKeepAlive(true, 1000), s);
s._handle = null;
assert.strictEqual(s.setNoDelay(true), s);
