'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer({ allowHalfOpen: true }, mustCall((c) => {
  assert.strictEqual(c.allowHalfOpen, true);
  c.on('end', mustCall(() => {
    assert.strictEqual(c.writable, true);
    assert.strictEqual(c.readyState, 'writeOnly');
    setTimeout(() => c.end('late'), 20);
  }));
  c.resume();
  server.close();
}));
server.listen(0, mustCall(() => {
  const s = net.connect(server.address().port);
  s.end();
  s.on('data', mustCall((d) => assert.strictEqual(d.toString(), 'late')));
  s.on('end', mustCall());
}));
