'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  const { remoteAddress, remotePort, localPort } = client;
  assert.strictEqual(remoteAddress, '127.0.0.1');
  assert.strictEqual(peer.remotePort, localPort);
  client.destroy();
  client.on('close', mustCall(() => {
    assert.strictEqual(client.localAddress, undefined);
    assert.strictEqual(client.localPort, undefined);
    assert.strictEqual(client.remotePort, remotePort);
    assert.deepStrictEqual(client.address(), {});
  }));
  peer.resume();
});
