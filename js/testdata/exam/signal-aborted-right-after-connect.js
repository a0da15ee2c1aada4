'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer((c) => { c.on('error', () => {}); c.resume(); }).listen(0, mustCall(() => {
  const ac = new AbortController();
  const s = net.connect({ port: server.address().port, signal: ac.signal }, mustNotCall());
  ac.abort();
  assert.strictEqual(s.destroyed, true);
  s.on('error', mustCall((err) => assert.strictEqual(err.name, 'AbortError')));
  s.on('close', mustCall(() => server.close()));
}));
