'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client.end('12345');
  peer.on('data', mustCall());
  peer.on('close', mustCall(() => {
    assert.strictEqual(peer.bytesRead, 5);
    assert.strictEqual(peer.bytesWritten, 3);
  }));
  peer.end('abc');
  client.resume();
  client.on('close', mustCall(() => {
    assert.strictEqual(client.bytesWritten, 5);
    assert.strictEqual(client.bytesRead, 3);
  }));
});
