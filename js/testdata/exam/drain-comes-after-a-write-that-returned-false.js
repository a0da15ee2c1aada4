'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  let returned = true;
  let n = 0;
  while (returned) { returned = client.write(Buffer.alloc(65536)); n++; }
  assert.strictEqual(client.writableNeedDrain, true);
  client.on('drain', mustCall(() => {
    assert.strictEqual(client.writableLength, 0);
    assert.strictEqual(client.writableNeedDrain, false);
    client.end();
  }));
  let got = 0;
  peer.on('data', (d) => got += d.length);
  peer.on('end', mustCall(() => assert.strictEqual(got, n * 65536)));
});
