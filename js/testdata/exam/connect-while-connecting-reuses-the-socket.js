'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer((c) => { c.end(); }).listen(0, '127.0.0.1', mustCall(() => {
  const s = new net.Socket();
  const seen = [];
  s.on('error', (e) => seen.push(e.code));
  s.connect(server.address().port, '127.0.0.1');
  assert.strictEqual(s.connecting, true);
  assert.strictEqual(s.readyState, 'opening');
  assert.strictEqual(s.pending, true);
  s.on('connect', () => { assert.strictEqual(s.connecting, false); });
  s.resume();
  s.on('close', mustCall(() => server.close()));
}));
