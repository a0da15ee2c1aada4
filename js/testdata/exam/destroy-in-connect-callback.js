'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer((c) => { c.on('error', () => {}); c.resume(); c.on('close', mustCall(() => server.close())); });
server.listen(0, mustCall(() => {
  const s = net.connect(server.address().port, mustCall(() => s.destroy()));
  s.on('data', mustNotCall());
  s.on('end', mustNotCall());
  s.on('error', mustNotCall());
  s.on('close', mustCall((hadError) => assert.strictEqual(hadError, false)));
}));
