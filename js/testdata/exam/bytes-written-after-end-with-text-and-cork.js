'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client.cork();
  client.write('ab');
  client.write(Buffer.from('cde'));
  assert.strictEqual(client.bytesWritten, 5);
  assert.strictEqual(client.writableCorked, 1);
  client.uncork();
  client.end('f');
  peer.setEncoding('latin1');
  let got = '';
  peer.on('data', (d) => got += d);
  peer.on('end', mustCall(() => {
    assert.strictEqual(got, 'abcdef');
    assert.strictEqual(client.bytesWritten, 6);
  }));
});
