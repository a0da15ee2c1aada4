'use strict';
const { mustCall, mustCallAtLeast, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client.setTimeout(30, mustCall(function() {
    assert.strictEqual(this, client);
    assert.strictEqual(client.destroyed, false);
    assert.strictEqual(client.timeout, 30);
    client.end();
  }));
  client.on('timeout', mustCallAtLeast());
  peer.on('end', () => peer.end());
  peer.resume();
  client.resume();
});
