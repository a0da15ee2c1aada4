'use strict';
const { mustCall, mustCallAtLeast, pair } = require('./harness');
const assert = require('assert');

let n = 0;
pair({ client: { onread: { buffer: Buffer.alloc(4), callback: mustCallAtLeast(function(len) {
  n += len;
  if (n === 4) {
    setTimeout(() => { assert.strictEqual(n, 4); this.resume(); }, 30);
    return false;
  }
}) } } }, (client, peer) => {
  client.on('end', mustCall(() => assert.strictEqual(n, 8)));
  peer.end('12345678');
  peer.resume();
});
