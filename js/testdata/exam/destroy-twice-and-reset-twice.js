'use strict';
const { mustCall, mustNotCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client.on('close', mustCall(() => {
    client.on('error', mustNotCall());
    client.resetAndDestroy();
    client.destroy();
  }));
  client.resetAndDestroy();
  peer.on('error', mustCall((err) => assert.strictEqual(err.code, 'ECONNRESET')));
});
