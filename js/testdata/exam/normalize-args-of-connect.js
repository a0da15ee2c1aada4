'use strict';
require('./harness');
const net = require('net');
const assert = require('assert');

const { _normalizeArgs: normalize } = net;
const plain = (list) => [...list];
assert.deepStrictEqual(plain(normalize([])), [{}, null]);
assert.deepStrictEqual(plain(normalize([{ port: 1 }])), [{ port: 1 }, null]);
assert.deepStrictEqual(plain(normalize([{ port: 1 }, assert.fail])), [{ port: 1 }, assert.fail]);
assert.deepStrictEqual(plain(normalize(['foo'])), [{ path: 'foo' }, null]);
assert.deepStrictEqual(plain(normalize([80, 'h', assert.fail])), [{ port: 80, host: 'h' }, assert.fail]);
assert.strictEqual(normalize([80]).length, 2);
