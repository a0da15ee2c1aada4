'use strict';
const { mustCall, pair, pipe } = require('./harness');
const assert = require('assert');
const net = require('net');

const at = pipe();
pair((client, peer, server) => {
  assert.strictEqual(client._handle.constructor.name, 'TCP');
  assert.strictEqual(peer._handle.constructor.name, 'TCP');
  client.destroy();
  peer.destroy();
});
const server = net.createServer(mustCall((c) => {
  assert.strictEqual(c._handle.constructor.name, 'Pipe');
  assert.strictEqual(server._handle.constructor.name, 'Pipe');
  c.end();
  server.close();
})).listen(at, mustCall(() => net.connect(at).resume()));
