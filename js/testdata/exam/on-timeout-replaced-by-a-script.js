'use strict';
const { mustCall, mustNotCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client._onTimeout = mustCall(function() {
    assert.strictEqual(this, client);
    client.destroy();
  });
  client.setTimeout(10);
  client.on('timeout', mustNotCall());
  peer.resume();
});
