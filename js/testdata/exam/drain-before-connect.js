'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer((c) => { c.resume(); }).listen(0, mustCall(() => {
  const s = net.connect(server.address().port);
  assert.strictEqual(s.write(Buffer.alloc(100000)), false);
  s.on('drain', mustCall(() => {
    assert.strictEqual(s.connecting, false);
    s.end();
    server.close();
  }));
}));
