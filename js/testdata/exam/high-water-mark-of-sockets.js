'use strict';
const { pair } = require('./harness');
const assert = require('assert');
const net = require('net');

pair({ server: { highWaterMark: 1000 }, client: { highWaterMark: 2000 } }, (client, peer) => {
  assert.strictEqual(peer.readableHighWaterMark, 1000);
  assert.strictEqual(peer.writableHighWaterMark, 1000);
  assert.strictEqual(client.readableHighWaterMark, 2000);
  assert.strictEqual(client.writableHighWaterMark, 2000);
  client.destroy();
  peer.resume();
});
const s = new net.Socket();
assert.strictEqual(s.readableHighWaterMark, 65536);
assert.strictEqual(s.writableHighWaterMark, 65536);
