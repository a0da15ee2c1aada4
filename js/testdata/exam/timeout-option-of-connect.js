'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => { c.resume(); }));
server.listen(0, mustCall(() => {
  const s = net.connect({ port: server.address().port, timeout: 300 });
  assert.strictEqual(s.timeout, 300);
  s.on('timeout', mustCall(() => { s.destroy(); server.close(); }));
  s.on('connect', mustCall());
}));
