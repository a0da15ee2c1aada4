'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair(mustCall(async (client, peer) => {
  client.on('error', (err) => assert.strictEqual(err.name, 'AbortError'));
  client.on('close', mustCall());
  peer.resume();
  await client[Symbol.asyncDispose]();
  assert.strictEqual(client.destroyed, true);
}));
