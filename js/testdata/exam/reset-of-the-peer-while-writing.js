'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  peer.resetAndDestroy();
  client.on('error', mustCall((err) => {
    assert(['ECONNRESET', 'EPIPE'].includes(err.code));
    assert(['read', 'write'].includes(err.syscall));
  }));
  client.on('close', mustCall((hadError) => assert.strictEqual(hadError, true)));
  client.write(Buffer.alloc(1 << 20));
  client.resume();
});
