'use strict';
const { hasIPv6, mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

if (hasIPv6) {
  const server = net.createServer(mustCall((c) => {
    assert.strictEqual(c.remoteAddress, '::ffff:127.0.0.1');
    assert.strictEqual(c.remoteFamily, 'IPv6');
    c.end();
    server.close();
  })).listen(0, mustCall(() => net.connect(server.address().port, '127.0.0.1').resume()));
}
