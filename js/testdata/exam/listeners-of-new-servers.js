'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const f = () => {};
assert.deepStrictEqual(net.createServer().eventNames(), []);
const server = net.createServer(f);
assert.deepStrictEqual(server.eventNames(), ['connection']);
assert.deepStrictEqual(server.listeners('connection'), [f]);
server.listen(0, mustCall(() => {
  assert.deepStrictEqual(server.eventNames(), ['connection']);
  server.close(mustCall());
  assert.deepStrictEqual(server.eventNames(), ['connection', 'close']);
}));
assert.deepStrictEqual(server.eventNames(), ['connection', 'listening']);
