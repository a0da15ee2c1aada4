'use strict';
const { hasIPv6, mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

if (hasIPv6) {
  const server = net.createServer(mustNotCall()).listen({ host: '::', port: 0, ipv6Only: true }, mustCall(() => {
    const s = net.connect(server.address().port, '127.0.0.1', mustNotCall());
    s.on('error', mustCall((err) => { assert.strictEqual(err.code, 'ECONNREFUSED'); server.close(); }));
  }));
}
