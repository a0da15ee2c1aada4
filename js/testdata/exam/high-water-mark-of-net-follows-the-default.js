'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

const stream = require('stream');
const before = stream.getDefaultHighWaterMark(false);
stream.setDefaultHighWaterMark(false, 32 * 1000);
const s = new net.Socket();
assert.strictEqual(s.readableHighWaterMark, 32000);
assert.strictEqual(s.writableHighWaterMark, 32000);
assert.strictEqual(net.createServer().highWaterMark, 32000);
stream.setDefaultHighWaterMark(false, before);
