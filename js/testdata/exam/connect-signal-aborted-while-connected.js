'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer((c) => { c.on('error', () => {}); c.resume(); }).listen(0, mustCall(() => {
  const ac = new AbortController();
  const reason = new Error('why');
  const s = net.connect({ port: server.address().port, signal: ac.signal }, mustCall(() => ac.abort(reason)));
  s.on('error', mustCall((err) => {
    assert.strictEqual(err.name, 'AbortError');
    assert.strictEqual(err.cause, reason);
    server.close();
  }));
}));
