'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  const original = client._writeGeneric;
  client._writeGeneric = mustCall(function(writev, data, encoding, cb) {
    assert.strictEqual(writev, false);
    assert.strictEqual(data, 'abc');
    original.call(this, writev, data, encoding, cb);
  });
  client.end('abc');
  peer.on('data', mustCall((d) => assert.strictEqual(d.toString(), 'abc')));
});
