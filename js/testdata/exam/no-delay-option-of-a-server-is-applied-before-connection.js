'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: 5000 }, mustCall((c) => {
  // What was done already is not done again.
  c._handle.setNoDelay = mustNotCall();
  c._handle.setKeepAlive = mustNotCall();
  c.setNoDelay(true);
  c.setKeepAlive(true, 5000);
  c.end();
  server.close();
}));
assert.strictEqual(server.noDelay, true);
assert.strictEqual(server.keepAlive, true);
assert.strictEqual(server.keepAliveInitialDelay, 5);
server.listen(0, mustCall(() => net.connect(server.address().port).resume()));
