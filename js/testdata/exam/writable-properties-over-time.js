'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  assert.strictEqual(client.writable, true);
  assert.strictEqual(client.writableEnded, false);
  assert.strictEqual(client.writableFinished, false);
  assert.strictEqual(client.readableEnded, false);
  client.end();
  assert.strictEqual(client.writable, false);
  assert.strictEqual(client.readyState, 'readOnly');
  assert.strictEqual(client.writableFinished, false);
  client.on('finish', mustCall(() => assert.strictEqual(client.writableFinished, true)));
  client.on('end', mustCall(() => {
    assert.strictEqual(client.readableEnded, true);
    assert.strictEqual(client.readable, false);
  }));
  client.on('close', mustCall(() => {
    assert.strictEqual(client.readyState, 'closed');
    assert.strictEqual(client.readableAborted, false);
    assert.strictEqual(client.writableAborted, undefined);
  }));
  client.resume();
  peer.resume();
});
