'use strict';
const { pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  assert.strictEqual(typeof client._handle.reading, 'boolean');
  setImmediate(() => {
    assert.strictEqual(client._handle.reading, true);
    client.destroy();
    peer.resume();
  });
});
