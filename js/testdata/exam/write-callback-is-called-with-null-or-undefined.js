'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client.write('x', mustCall(function(...args) {
    assert.strictEqual(args.length, 1);
    assert.strictEqual(args[0], null);
    assert.strictEqual(this, undefined);
    client.end();
  }));
  peer.resume();
});
