'use strict';
const { mustCall, mustCallAtLeast, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  let got = '';
  peer.on('readable', mustCallAtLeast(() => {
    let chunk;
    while ((chunk = peer.read(2)) !== null) { assert(chunk.length <= 2); got += chunk; }
  }));
  peer.on('end', mustCall(() => assert.strictEqual(got, 'abcdefg')));
  client.end('abcdefg');
  client.resume();
});
