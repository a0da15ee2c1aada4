'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer((c) => { c.resume(); });
server.listen(0, '127.0.0.1', mustCall(() => {
  const s = net.connect({ port: server.address().port, host: '127.0.0.1', timeout: 300 });
  assert.strictEqual(s.timeout, 300);
  s.on('timeout', mustCall(() => { s.destroy(); server.close(); }));
}));
