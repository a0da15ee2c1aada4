'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client.write('x', mustCall());
  peer.on('data', () => {
    peer.resetAndDestroy();
    client.on('error', mustCall((err) => {
      assert.strictEqual(err.code, 'ECONNRESET');
      assert.strictEqual(err.errno, -104);
      assert.strictEqual(err.syscall, 'read');
      assert.strictEqual(client.errored, err);
    }));
    client.on('close', mustCall((hadError) => assert.strictEqual(hadError, true)));
  });
  client.resume();
});
