'use strict';
const { closedPort, mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const events = [];
const port = closedPort();
const s = net.connect({
  host: 'x', port, autoSelectFamilyAttemptTimeout: 20000,
  lookup: (h, o, cb) => setImmediate(cb, null, [{ address: '127.0.0.1', family: 4 }, { address: '127.0.0.2', family: 4 }]),
});
s.on('connectionAttempt', (...args) => events.push(['attempt', ...args]));
s.on('connectionAttemptFailed', (...args) => events.push(['failed', ...args.slice(0, 3), args[3].code]));
s.on('error', mustCall((err) => {
  assert.strictEqual(err.code, 'ECONNREFUSED');
  assert.deepStrictEqual(events, [
    ['attempt', '127.0.0.1', port, 4], ['failed', '127.0.0.1', port, 4, 'ECONNREFUSED'],
    ['attempt', '127.0.0.2', port, 4], ['failed', '127.0.0.2', port, 4, 'ECONNREFUSED'],
  ]);
}));
