'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

const s = new net.Socket();
s.connecting = true;
assert.strictEqual(s.readyState, 'opening');
s.connecting = false;
s.server = 'mine';
assert.strictEqual(s.server, 'mine');
s.foo = 'bar';
assert.deepStrictEqual(Object.keys(s).includes('foo'), true);
s.destroy();
