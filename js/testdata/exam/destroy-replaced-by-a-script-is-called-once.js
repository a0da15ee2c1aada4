'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  const original = client._destroy;
  client._destroy = mustCall(function(err, cb) {
    assert.strictEqual(err, null);
    original.call(this, err, cb);
  });
  client.on('close', mustCall());
  client.destroy();
  client.destroy(new Error('too late'));
  peer.resume();
});
