'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  const close = client._handle.close;
  client._handle.close = mustCall(function(...args) { return close.apply(this, args); });
  client.on('close', mustCall((hadError) => assert.strictEqual(hadError, false)));
  client.destroy();
  peer.resume();
});
