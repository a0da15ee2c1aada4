'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  assert.strictEqual(client.bufferSize, 0);
  peer.pause();
  for (let i = 0; i < 20; i++) {
    client.write(Buffer.alloc(1 << 20));
    assert.strictEqual(client.bufferSize, client.writableLength);
  }
  assert(client.bufferSize > 0);
  client.on('drain', mustCall(() => {
    assert.strictEqual(client.bufferSize, 0);
    client.end();
  }));
  peer.resume();
  client.on('close', mustCall(() => assert.strictEqual(client.bufferSize, undefined)));
});
