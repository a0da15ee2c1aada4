'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client.write('€');
  assert.strictEqual(client.bytesWritten, 3);
  client.write('abcd', 'hex');
  assert.strictEqual(client.bytesWritten, 5);
  client.write('é', 'latin1');
  assert.strictEqual(client.bytesWritten, 6);
  client.write(Buffer.alloc(4));
  client.write('ab', 'utf16le');
  client.end('YWJj', 'base64', mustCall(() => assert.strictEqual(client.bytesWritten, 17)));
  let n = 0;
  peer.on('data', (d) => n += d.length);
  peer.on('end', mustCall(() => assert.strictEqual(n, 17)));
});
