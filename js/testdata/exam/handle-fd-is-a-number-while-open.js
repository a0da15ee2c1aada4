'use strict';
const { pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  assert(Number.isInteger(client._handle.fd));
  assert(client._handle.fd > 2);
  assert.notStrictEqual(client._handle.fd, peer._handle.fd);
  const handle = client._handle;
  client.destroy();
  assert.strictEqual(handle.fd, -1);
  peer.resume();
});
