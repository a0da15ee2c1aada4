'use strict';
const { hasIPv6, mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

if (hasIPv6) {
  const server = net.createServer(mustCall((c) => {
    assert.strictEqual(c.remoteAddress, '::1');
    assert.strictEqual(c.remoteFamily, 'IPv6');
    assert.strictEqual(c.localAddress, '::1');
    c.end();
    server.close();
  })).listen(0, '::1', mustCall(() => {
    const s = net.connect({ port: server.address().port, host: '::1' });
    s.on('connectionAttempt', mustCall((a, p, f) => { assert.strictEqual(a, '::1'); assert.strictEqual(f, 6); }));
    s.resume();
  }));
}
