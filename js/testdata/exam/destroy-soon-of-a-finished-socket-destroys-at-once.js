'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair({ server: { allowHalfOpen: true } }, (client, peer) => {
  client.on('finish', mustCall(() => {
    client.destroySoon();
    assert.strictEqual(client.destroyed, true);
  }));
  client.end();
  peer.resume();
  peer.on('end', mustCall(() => peer.end()));
});
