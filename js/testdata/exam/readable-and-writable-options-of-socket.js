'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

const s = new net.Socket({ readable: false, writable: false });
assert.strictEqual(s.readable, false);
assert.strictEqual(s.writable, false);
const t = new net.Socket({ allowHalfOpen: 1 });
assert.strictEqual(t.allowHalfOpen, true);
const u = new net.Socket({ decodeStrings: true, emitClose: true, autoDestroy: false });
assert.strictEqual(u._writableState.decodeStrings, false);
assert.strictEqual(u._writableState.emitClose, false);
assert.strictEqual(u._writableState.autoDestroy, true);
