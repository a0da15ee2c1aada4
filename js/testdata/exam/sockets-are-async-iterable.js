'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair(mustCall(async (client, peer) => {
  client.end('abc');
  client.resume();
  const it = peer[Symbol.asyncIterator]();
  let got = '';
  for (;;) {
    const { done, value } = await it.next();
    if (done) break;
    got += value;
  }
  assert.strictEqual(got, 'abc');
  assert.strictEqual(peer.destroyed, true);
}));
