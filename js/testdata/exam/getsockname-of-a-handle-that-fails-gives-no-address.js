'use strict';
const { pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  client._handle.getsockname = () => -9;
  assert.deepStrictEqual(client.address(), {});
  assert.strictEqual(client.localAddress, undefined);
  client._handle.getpeername = () => -9;
  assert.strictEqual(client.remoteAddress, undefined);
  client.destroy();
  peer.resume();
});
