'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall(function(c) {
  assert.strictEqual(this, server);
  c.on('data', mustCall(function() { assert.strictEqual(this, c); }));
  c.on('end', mustCall(function() { assert.strictEqual(this, c); }));
  c.setTimeout(10000, function() {});
  server.close(mustCall(function() { assert.strictEqual(this, server); }));
}));
server.listen(0, mustCall(function() {
  assert.strictEqual(this, server);
  const s = net.connect(server.address().port, mustCall(function() {
    assert.strictEqual(this, s);
    s.end('x', mustCall());
  }));
  s.on('close', mustCall(function() { assert.strictEqual(this, s); }));
  s.resume();
}));
