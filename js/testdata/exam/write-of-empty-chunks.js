'use strict';
const { mustCall, mustNotCall, mustSucceed, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client.write('', mustSucceed());
  client.write(Buffer.alloc(0), mustSucceed());
  client.end('', mustCall());
  peer.on('data', mustNotCall());
  peer.on('end', mustCall());
  assert.strictEqual(client.bytesWritten, 0);
});
