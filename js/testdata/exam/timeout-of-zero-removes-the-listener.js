'use strict';
const { mustNotCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  const f = mustNotCall();
  client.setTimeout(20, f);
  assert.strictEqual(client.listenerCount('timeout'), 1);
  client.setTimeout(0, f);
  assert.strictEqual(client.listenerCount('timeout'), 0);
  setTimeout(() => client.destroy(), 60);
  peer.resume();
});
