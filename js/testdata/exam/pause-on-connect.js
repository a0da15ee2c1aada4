'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer({ pauseOnConnect: true }, mustCall((c) => {
  assert.strictEqual(c.isPaused(), true);
  assert.strictEqual(c.bytesRead, 0);
  c.on('data', mustCall((d) => assert.strictEqual(d.toString(), 'hello')));
  setTimeout(() => {
    assert.strictEqual(c.bytesRead, 0);
    c.resume();
  }, 30);
  c.on('end', mustCall(() => server.close()));
}));
assert.strictEqual(server.pauseOnConnect, true);
server.listen(0, mustCall(() => net.connect(server.address().port).end('hello')));
