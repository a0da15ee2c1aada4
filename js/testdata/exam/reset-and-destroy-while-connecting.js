'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => {
  c.on('error', mustCall((err) => assert.strictEqual(err.code, 'ECONNRESET')));
  c.on('close', mustCall(() => server.close()));
}));
server.listen(0, mustCall(() => {
  const s = net.connect(server.address().port);
  s.on('connect', mustCall());
  s.on('close', mustCall());
  s.resetAndDestroy();
}));
