'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => { assert.strictEqual(c.pipe(c), c); server.close(); })).listen(0, mustCall(() => {
  const s = net.connect(server.address().port);
  const sent = Buffer.alloc(3 << 20, 'abc');
  const chunks = [];
  s.on('data', (d) => chunks.push(d));
  s.on('end', mustCall(() => assert(Buffer.concat(chunks).equals(sent))));
  s.end(sent);
}));
