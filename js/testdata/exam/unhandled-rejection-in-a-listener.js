'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

process.on('unhandledRejection', mustCall((reason, promise) => {
  assert.strictEqual(reason.message, 'nobody');
  assert(promise instanceof Promise);
  process.exit(0);
}));
pair((client, peer) => {
  client.end('x');
  peer.on('data', async () => { throw new Error('nobody'); });
});
