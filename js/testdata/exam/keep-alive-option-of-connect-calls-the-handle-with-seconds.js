'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => { c.end(); server.close(); }));
server.listen(0, mustCall(() => {
  const s = net.connect({ port: server.address().port, keepAlive: true, keepAliveInitialDelay: 10000 });
  s._handle.setKeepAlive = mustCall((...args) => {
    assert.strictEqual(args[0], true);
    assert.strictEqual(args[1], 10);
  });
  s.on('connect', mustCall(() => s.resume()));
}));
