'use strict';
const { pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  const calls = [];
  client._handle.setKeepAlive = (...args) => { calls.push(args.slice(0, 2)); return 0; };
  client.setKeepAlive(true, 1500);
  client.setKeepAlive(true, 1500);
  client.setKeepAlive(true, 2500);
  client.setKeepAlive(false);
  client.setKeepAlive(false);
  client.setKeepAlive('yes', '3000');
  assert.deepStrictEqual(calls.map((c) => c[0]), [true, true, false, true]);
  assert.deepStrictEqual(calls.map((c) => c[1]).slice(0, 2), [1, 2]);
  client.destroy();
  peer.resume();
});
