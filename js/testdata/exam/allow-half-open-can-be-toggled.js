'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client.allowHalfOpen = true;
  assert.strictEqual(client.allowHalfOpen, true);
  peer.end('x');
  client.resume();
  client.on('end', mustCall(() => setTimeout(() => {
    assert.strictEqual(client.writable, true);
    client.end('y');
  }, 20)));
  peer.on('data', mustCall((d) => assert.strictEqual(d.toString(), 'y')));
});
