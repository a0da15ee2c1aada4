'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

const { finished } = require('stream');
pair((client, peer) => {
  finished(client, mustCall((err) => {
    assert.strictEqual(err.code, 'ERR_STREAM_PREMATURE_CLOSE');
    peer.resume();
  }));
  client.destroy();
});
