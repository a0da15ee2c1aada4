'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => {
  c.on('data', mustCall((d) => assert.strictEqual(d.toString(), 'hi')));
  c.on('end', mustCall(() => server.close()));
}));
server.listen(0, mustCall(() => {
  const s = new net.Socket();
  s.connect(server.address().port);
  s.end('hi', mustCall());
  assert.strictEqual(s.writable, false);
  assert.strictEqual(s.writableEnded, true);
  s.on('close', mustCall((hadError) => assert.strictEqual(hadError, false)));
}));
