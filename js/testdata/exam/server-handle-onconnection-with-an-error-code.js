'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustNotCall('connection'));
server.listen(0, mustCall(() => {
  server.on('error', mustCall((err) => {
    assert.strictEqual(err.code, 'EMFILE');
    assert.strictEqual(err.syscall, 'accept');
    assert.match(err.message, /^accept EMFILE/);
    server.close();
  }));
  server._handle.onconnection(-24);
}));
