'use strict';
const { expectsError, mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client.end();
  client.on('error', expectsError({ code: 'ERR_STREAM_WRITE_AFTER_END', name: 'Error', message: 'write after end' }));
  assert.strictEqual(client.write('x', mustCall((err) => assert.strictEqual(err.code, 'ERR_STREAM_WRITE_AFTER_END'))), false);
  peer.on('error', () => {});
  peer.resume();
});
