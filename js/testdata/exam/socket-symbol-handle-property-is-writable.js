'use strict';
const { pair } = require('./harness');
const assert = require('assert');
const net = require('net');

pair((client, peer) => {
  const handle = client._handle;
  const descriptor = Object.getOwnPropertyDescriptor(client, '_handle') ??
    Object.getOwnPropertyDescriptor(net.Socket.prototype, '_handle');
  assert(descriptor.set !== undefined || descriptor.writable);
  assert.strictEqual(handle, client._handle);
  assert(handle.hasRef());
  client.unref();
  assert(!handle.hasRef());
  client.ref();
  assert(handle.hasRef());
  client.destroy();
  peer.resume();
});
