'use strict';
const { mustCall, mustNotCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client.setTimeout(20, mustNotCall());
  client.destroy();
  assert.strictEqual(client.setTimeout(10, mustNotCall()), client);
  setTimeout(mustCall(), 60);
  peer.resume();
});
