'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const { TCP, constants } = process.binding('tcp_wrap');
const handle = new TCP(constants.SERVER);
assert.strictEqual(handle.bind('127.0.0.1', 0), 0);
const out = {};
assert.strictEqual(handle.getsockname(out), 0);
assert.strictEqual(out.address, '127.0.0.1');
assert(out.port > 0);
const server = net.createServer(mustCall((c) => { c.end(); server.close(); }));
server.listen(handle, mustCall(() => {
  assert.strictEqual(server.address().port, out.port);
  assert.strictEqual(server._handle, handle);
  net.connect(out.port, '127.0.0.1').resume();
}));
