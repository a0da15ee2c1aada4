'use strict';
const { mustCall, mustNotCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client.destroy();
  client.on('error', mustNotCall());
  client.write('x', mustCall((err) => {
    assert.strictEqual(err.code, 'ERR_STREAM_DESTROYED');
    assert.strictEqual(err.message, 'Cannot call write after a stream was destroyed');
  }));
  client.end('x', mustCall((err) => assert.strictEqual(err.code, 'ERR_STREAM_DESTROYED')));
  peer.resume();
});
