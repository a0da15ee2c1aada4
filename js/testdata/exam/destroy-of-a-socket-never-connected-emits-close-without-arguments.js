'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const s = new net.Socket();
s.on('close', mustCall((...args) => assert.deepStrictEqual(args, [])));
s.destroy();
assert.strictEqual(s.destroyed, true);
