'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  assert(client._handle);
  assert(peer._handle);
  peer.on('close', mustCall(() => assert.strictEqual(peer._handle, null)));
  client.on('close', mustCall(() => assert.strictEqual(client._handle, null)));
  client.destroy();
  assert.strictEqual(client._handle, null);
  peer.resume();
});
