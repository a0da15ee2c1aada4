'use strict';
const { pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  const handle = client._handle;
  client._handle = null;
  assert.deepStrictEqual(client.address(), {});
  assert.strictEqual(client.pending, true);
  assert.strictEqual(client.readyState, 'open');
  assert.strictEqual(client.bufferSize, undefined);
  assert.strictEqual(client.localAddress, undefined);
  client._handle = handle;
  assert.strictEqual(client.pending, false);
  assert.strictEqual(client.address().address, '127.0.0.1');
  client.end();
  peer.end();
  client.resume();
  peer.resume();
});
