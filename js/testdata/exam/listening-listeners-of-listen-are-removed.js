'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer();
server.on('close', mustCall(() => assert.strictEqual(server.listenerCount('listening'), 0), 2));
server.listen(0, mustCall(() => server.close()));
server.once('close', mustCall(() => {
  server.listen(0, mustCall(() => server.close()));
}));
