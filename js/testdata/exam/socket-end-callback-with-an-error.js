'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  const err = new Error('mine');
  client.on('error', mustCall((e) => assert.strictEqual(e, err)));
  peer.pause();
  client.write(Buffer.alloc(64 << 20));
  client.end(mustCall((e) => {
    assert(e instanceof Error);
    peer.destroy();
  }));
  setImmediate(() => client.destroy(err));
  peer.on('error', () => {});
});
