'use strict';
const { mustNotCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client._handle.close();
  client.on('close', mustNotCall());
  client.destroy();
  assert.strictEqual(client.destroyed, true);
  peer.on('error', () => {});
  peer.resume();
});
