'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client.write(Buffer.alloc(4 << 20), mustCall());
  client.destroySoon();
  assert.strictEqual(client.destroyed, false);
  assert.strictEqual(client.writableEnded, true);
  client.on('close', mustCall());
  let n = 0;
  peer.on('data', (d) => n += d.length);
  peer.on('end', mustCall(() => assert.strictEqual(n, 4 << 20)));
});
