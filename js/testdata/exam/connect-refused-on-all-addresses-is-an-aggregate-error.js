'use strict';
const { closedPort, mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const port = closedPort();
const s = net.connect({
  host: 'x', port, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 20000,
  lookup: (h, o, cb) => process.nextTick(cb, null, [{ address: '::1', family: 6 }, { address: '127.0.0.1', family: 4 }]),
}, mustNotCall());
s.on('error', mustCall((err) => {
  assert.strictEqual(err.constructor.name, 'AggregateError');
  assert.strictEqual(err.errors.length, 2);
  assert.strictEqual(err.message, '');
  assert.match(err.code, /ECONNREFUSED|EADDRNOTAVAIL/);
  assert.strictEqual(err.errors[1].message, `connect ECONNREFUSED 127.0.0.1:${port}`);
  assert.deepStrictEqual(s.autoSelectFamilyAttemptedAddresses, [`::1:${port}`, `127.0.0.1:${port}`]);
}));
