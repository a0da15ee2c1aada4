'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => { c.resume(); server.close(); }));
server.listen(0, mustCall(() => {
  const s = net.connect(server.address().port);
  for (let i = 1; i < 100; i++) {
    s.write('a');
    assert.strictEqual(s.bufferSize, i);
    assert.strictEqual(s.writableLength, i);
  }
  s.end();
}));
