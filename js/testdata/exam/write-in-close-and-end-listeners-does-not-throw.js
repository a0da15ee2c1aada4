'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client.on('close', mustCall(() => {
    assert.strictEqual(client.write('x', mustCall((err) => assert(err))), false);
    client.end();
  }));
  client.on('error', () => {});
  client.end();
  peer.resume();
  client.resume();
});
