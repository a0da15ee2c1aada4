'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer, server) => {
  let ended = false;
  server.on('close', mustCall(() => assert.strictEqual(ended, true)));
  setTimeout(() => { ended = true; client.end(); }, 30);
  peer.resume();
});
