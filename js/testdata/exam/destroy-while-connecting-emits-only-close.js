'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer((c) => { c.on('error', () => {}); c.resume(); });
server.listen(0, mustCall(() => {
  const s = net.connect(server.address().port, mustNotCall());
  s.on('error', mustNotCall());
  s.on('close', mustCall((hadError) => {
    assert.strictEqual(hadError, false);
    assert.strictEqual(s.connecting, false);
    server.close();
  }));
  s.destroy();
  assert.strictEqual(s.connecting, false);
}));
