'use strict';
const { mustCall, mustCallAtLeast, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  let paused = true;
  peer.on('data', mustCallAtLeast(() => assert.strictEqual(paused, false)));
  assert.strictEqual(peer.pause(), peer);
  assert.strictEqual(peer.isPaused(), true);
  assert.strictEqual(peer.readableFlowing, false);
  client.end('abc');
  setTimeout(() => {
    paused = false;
    assert.strictEqual(peer.resume(), peer);
    assert.strictEqual(peer.isPaused(), false);
  }, 30);
  peer.on('end', mustCall());
});
