'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  const err = new Error('mine');
  const order = [];
  client.on('error', mustCall((e) => { assert.strictEqual(e, err); order.push('error'); }));
  client.on('close', mustCall((hadError) => {
    assert.strictEqual(hadError, true);
    assert.deepStrictEqual(order, ['error']);
    assert.strictEqual(client.errored, err);
  }));
  assert.strictEqual(client.destroy(err), client);
  assert.deepStrictEqual(order, []);
  peer.resume();
});
