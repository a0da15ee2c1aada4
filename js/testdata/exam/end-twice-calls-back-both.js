'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client.end('a', mustCall((err) => assert.ifError(err)));
  client.end(mustCall((err) => assert.ifError(err)));
  client.on('finish', mustCall(() => {
    client.end(mustCall((err) => assert.strictEqual(err.code, 'ERR_STREAM_ALREADY_FINISHED')));
  }));
  peer.resume();
});
