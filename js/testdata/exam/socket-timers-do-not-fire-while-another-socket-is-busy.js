'use strict';
const { mustNotCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client.setTimeout(50);
  assert.strictEqual(client.timeout, 50);
  client.setTimeout(0);
  client.on('timeout', mustNotCall());
  setTimeout(() => { client.end(); peer.resume(); client.resume(); }, 100);
});
