'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => {
  assert(c instanceof net.Socket);
  assert.strictEqual(c.server, server);
  assert.strictEqual(c._server, server);
  assert.strictEqual(c._handle, fake);
  c.on('close', mustCall());
  c.destroy();
  server.close(mustCall());
}));
const fake = {
  readStart: () => 0,
  readStop: () => 0,
  close: mustCall(function(f) { setImmediate(() => f.call(this)); }),
};
server.listen(0, mustCall(() => server._handle.onconnection(0, fake)));
