'use strict';
const { expectsError, mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  peer.on('error', expectsError({ code: 'ECONNRESET', syscall: 'read', message: 'read ECONNRESET' }));
  peer.on('close', mustCall((hadError) => assert.strictEqual(hadError, true)));
  client.on('close', mustCall((hadError) => assert.strictEqual(hadError, false)));
  assert.strictEqual(client.resetAndDestroy(), client);
  assert.strictEqual(client.destroyed, true);
});
