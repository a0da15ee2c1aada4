'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => { c.end(); server.close(); }));
server.listen(0, mustCall(() => {
  const s = new net.Socket();
  s.setNoDelay(true);
  s.connect(server.address().port);
  s._handle.setNoDelay = mustCall((on) => assert.strictEqual(on, true));
  s.on('connect', mustCall(() => s.resume()));
  s.on('close', mustCall());
}));
