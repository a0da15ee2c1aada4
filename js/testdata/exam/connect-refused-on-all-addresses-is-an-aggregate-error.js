'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer().listen(0, '127.0.0.1', mustCall(() => {
  const { port } = server.address();
  server.close(mustCall(() => {
    const s = net.connect({
      host: 'x', port, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 500,
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
  }));
}));
