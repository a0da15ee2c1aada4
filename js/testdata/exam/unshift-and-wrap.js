'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  peer.once('data', mustCall((d) => {
    assert.strictEqual(d.toString(), 'abc');
    peer.pause();
    peer.unshift(d.subarray(1));
    peer.on('data', mustCall((d) => assert.strictEqual(d.toString(), 'bc')));
    peer.on('end', mustCall());
    peer.resume();
  }));
  client.end('abc');
  client.resume();
});
