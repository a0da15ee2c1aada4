'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  peer.pause();
  client.write(Buffer.alloc(64 << 20), mustCall((err) => {
    assert(err);
    assert.strictEqual(err.code, 'ECANCELED');
  }));
  client.write('second', mustCall((err) => assert.strictEqual(err.code, 'ECANCELED')));
  setImmediate(() => client.destroy());
  client.on('close', mustCall(() => peer.destroy()));
  peer.on('error', () => {});
});
