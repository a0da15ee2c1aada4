'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => { c.end(); server.close(); })).listen(0, '127.0.0.1', mustCall(() => {
  const { port } = server.address();
  const s = net.connect({
    host: 'x', port, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 50,
    lookup: (h, o, cb) => setImmediate(cb, null, [{ address: '127.0.0.9', family: 4 }, { address: '127.0.0.1', family: 4 }]),
  });
  s.on('connect', mustCall(() => assert.strictEqual(s.remoteAddress, '127.0.0.1')));
  s.resume();
}));
