'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client.cork();
  client.cork();
  assert.strictEqual(client.writableCorked, 2);
  client.write('a');
  client.uncork();
  assert.strictEqual(client.writableCorked, 1);
  client.write('b');
  client.end('c');
  let got = '';
  peer.on('data', (d) => got += d);
  peer.on('end', mustCall(() => assert.strictEqual(got, 'abc')));
});
