'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client._handle.setNoDelay = mustCall((enable) => assert.strictEqual(enable, true));
  assert.strictEqual(client.setNoDelay(), client);
  client.setNoDelay(true);
  client.setNoDelay(1);
  client.end();
  peer.end();
});
