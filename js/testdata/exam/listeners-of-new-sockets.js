'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');
const net = require('net');

const s = new net.Socket();
assert.deepStrictEqual(s.eventNames(), ['end']);
assert.strictEqual(s.listenerCount('end'), 1);
pair((client, peer) => {
  assert.deepStrictEqual(peer.eventNames(), ['end']);
  assert.deepStrictEqual(client.eventNames(), ['end']);
  client.write('x', mustCall(() => {
    assert.deepStrictEqual(client.eventNames(), ['end']);
    client.destroy();
  }));
  peer.resume();
});
