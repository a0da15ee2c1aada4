'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  const shutdown = client._handle.shutdown;
  client._handle.shutdown = mustCall(function(req) {
    assert.strictEqual(typeof req.oncomplete, 'function');
    return shutdown.call(this, req);
  });
  client.end(mustCall());
  peer.on('end', mustCall());
  peer.resume();
});
