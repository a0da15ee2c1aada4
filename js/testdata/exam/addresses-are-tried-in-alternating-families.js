'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const list = [['127.0.0.2', 4], ['127.0.0.3', 4], ['::1', 6], ['127.0.0.4', 4]].map(([address, family]) => ({ address, family }));
const server = net.createServer().listen(0, '127.0.0.1', mustCall(() => {
  const { port } = server.address();
  server.close(mustCall(() => {
    const seen = [];
    const s = net.connect({ host: 'x', port, lookup: (h, o, cb) => setImmediate(cb, null, list) });
    s.on('connectionAttempt', (a) => seen.push(a));
    s.on('error', mustCall((err) => {
      assert.strictEqual(err.errors.length, 4);
      assert.deepStrictEqual(seen, ['127.0.0.2', '::1', '127.0.0.3', '127.0.0.4']);
    }));
  }));
}));
