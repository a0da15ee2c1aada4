'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => {
  c.on('close', () => { server.close(mustCall((err) => assert.strictEqual(err.code, 'ERR_SERVER_NOT_RUNNING'))); });
  server.close(mustCall());
  c.end();
}));
let n = 0;
server.on('close', () => n++);
server.listen(0, mustCall(() => net.connect(server.address().port).resume()));
process.on('exit', () => assert.strictEqual(n, 2));
