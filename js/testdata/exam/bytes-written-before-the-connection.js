'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => { c.resume(); server.close(); }));
server.listen(0, mustCall(() => {
  const s = net.connect(server.address().port);
  assert.strictEqual(s.bytesWritten, 0);
  s.write('€');
  assert.strictEqual(s.bytesWritten, 3);
  s.write(Buffer.alloc(10));
  assert.strictEqual(s.bytesWritten, 13);
  s.write('ff', 'hex');
  s.on('connect', mustCall(() => assert.strictEqual(s.bytesWritten, 14)));
  s.end();
  s.on('close', mustCall(() => assert.strictEqual(s.bytesWritten, 14)));
}));
