'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => { c.end(); server.close(); }));
server.listen(0, mustCall(() => {
  const s = net.connect({ port: server.address().port, noDelay: true });
  s._handle.setNoDelay = mustCall((...args) => assert.deepStrictEqual(args, [true]));
  s.on('connect', mustCall(() => { s.setNoDelay(true); s.resume(); }));
}));
