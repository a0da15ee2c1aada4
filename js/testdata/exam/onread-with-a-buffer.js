'use strict';
const { mustCall, mustCallAtLeast, mustNotCall, pair } = require('./harness');
const assert = require('assert');

const buffer = Buffer.alloc(16);
pair({ client: { onread: { buffer, callback: mustCallAtLeast(function(n, buf) {
  assert.strictEqual(buf, buffer);
  got += buf.toString('latin1', 0, n);
  return true;
}) } } }, (client, peer) => {
  client.on('data', mustNotCall());
  client.on('end', mustCall(() => {
    assert.strictEqual(got, 'abcdefghijklmnopqrstuvwxyz');
    assert.strictEqual(client.bytesRead, 26);
  }));
  peer.end('abcdefghijklmnopqrstuvwxyz');
  peer.resume();
});
let got = '';
