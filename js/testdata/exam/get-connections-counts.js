'use strict';
const { mustCall, mustSucceed, pair } = require('./harness');
const assert = require('assert');

pair((client, peer, server) => {
  assert.strictEqual(server.getConnections(mustCall(function(err, n) {
    assert.strictEqual(err, null);
    assert.strictEqual(n, 1);
    client.end();
    peer.resume();
    peer.on('close', mustCall(() => server.getConnections(mustSucceed((n) => assert.strictEqual(n, 0)))));
  })), server);
});
