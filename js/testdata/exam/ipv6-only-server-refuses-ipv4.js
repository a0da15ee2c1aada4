'use strict';
const { hasIPv6, mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

// The port is bound for IPv4, too, so that nobody else can be found there.
function attempt() {
  const server = net.createServer(mustNotCall()).listen({ host: '::', port: 0, ipv6Only: true }, mustCall(() => {
    let four;
    try {
      four = new net.BoundSocket({ host: '0.0.0.0', port: server.address().port });
    } catch (err) { // somebody has it
      assert.strictEqual(err.code, 'EADDRINUSE');
      server.close(attempt);
      return;
    }
    const s = net.connect(server.address().port, '127.0.0.1', mustNotCall());
    s.on('error', mustCall((err) => { assert.strictEqual(err.code, 'ECONNREFUSED'); four.close(); server.close(); }));
  }));
}
if (hasIPv6) attempt();
