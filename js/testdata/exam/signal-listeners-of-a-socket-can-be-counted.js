'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const { getEventListeners } = require('events');
const ac = new AbortController();
const server = net.createServer((c) => c.end()).listen(0, mustCall(() => {
  const s = net.connect({ port: server.address().port, signal: ac.signal });
  assert.strictEqual(getEventListeners(ac.signal, 'abort').length, 1);
  s.on('close', mustCall(() => {
    server.close();
  }));
  s.resume();
}));
