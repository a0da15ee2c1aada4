'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const dns = require('dns');
const lookup = dns.lookup;
const server = net.createServer((c) => c.end()).listen(0, '127.0.0.1', mustCall(() => {
  dns.lookup = mustCall((host, options, cb) => {
    assert.strictEqual(host, 'not.a.host');
    process.nextTick(cb, null, [{ address: '127.0.0.1', family: 4 }]);
  });
  net.connect({ host: 'not.a.host', port: server.address().port }, mustCall(function() {
    dns.lookup = lookup;
    this.end();
    server.close();
  })).resume();
}));
