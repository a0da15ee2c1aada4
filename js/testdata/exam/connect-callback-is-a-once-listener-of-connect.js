'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');
const net = require('net');

pair((client, peer) => {
  assert.strictEqual(client.listenerCount('connect'), 0);
  client.destroy();
  peer.resume();
});
const server = net.createServer((c) => { c.end(); server.close(); }).listen(0, mustCall(() => {
  const f = mustCall(function(...args) {
    assert.deepStrictEqual(args, []);
    assert.strictEqual(this, s);
  });
  const s = net.connect(server.address().port, f);
  assert.strictEqual(s.listenerCount('connect'), 1);
  assert.strictEqual(s.listeners('connect')[0], f);
  s.on('ready', mustCall((...args) => assert.deepStrictEqual(args, [])));
  s.resume();
}));
