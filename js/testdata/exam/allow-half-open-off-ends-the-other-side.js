'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  assert.strictEqual(peer.allowHalfOpen, false);
  client.end();
  peer.on('end', mustCall(() => {
    assert.strictEqual(peer.writableEnded, false);
    peer.on('finish', mustCall(() => assert.strictEqual(peer.writableEnded, true)));
  }));
  peer.resume();
  client.resume();
  client.on('end', mustCall());
});
