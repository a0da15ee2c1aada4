'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  let sync = true;
  client.write('x', mustCall(() => { assert.strictEqual(sync, false); client.end(mustCall(() => assert.strictEqual(sync, false))); }));
  sync = false;
  peer.resume();
});
