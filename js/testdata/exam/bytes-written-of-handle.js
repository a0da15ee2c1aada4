'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client.write('abc', mustCall(() => {
    assert.strictEqual(client._handle.bytesWritten, 3);
    assert.strictEqual(client._bytesDispatched, 3);
    client.end();
  }));
  peer.on('data', mustCall(() => assert.strictEqual(peer._handle.bytesRead, 3)));
  peer.on('end', mustCall(() => assert.strictEqual(peer.bytesRead, 3)));
});
