'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const err = new Error('no such name');
const s = net.connect({ host: 'x', port: 1, lookup: (host, options, cb) => setImmediate(cb, err) }, mustNotCall());
s.on('lookup', mustCall((e, address, family, host) => {
  assert.strictEqual(e, err);
  assert.strictEqual(address, undefined);
  assert.strictEqual(family, undefined);
  assert.strictEqual(host, 'x');
}));
s.on('error', mustCall((e) => assert.strictEqual(e, err)));
s.on('close', mustCall((hadError) => assert.strictEqual(hadError, true)));
