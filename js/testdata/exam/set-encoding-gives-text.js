'use strict';
const { mustCall, mustCallAtLeast, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  assert.strictEqual(peer.setEncoding('utf8'), peer);
  assert.strictEqual(peer.readableEncoding, 'utf8');
  const bytes = Buffer.from('a€b');
  let got = '';
  peer.on('data', mustCallAtLeast((d) => { assert.strictEqual(typeof d, 'string'); got += d; }));
  peer.on('end', mustCall(() => assert.strictEqual(got, 'a€b')));
  client.write(bytes.subarray(0, 2), () => setTimeout(() => client.end(bytes.subarray(2)), 20));
  client.setNoDelay();
});
