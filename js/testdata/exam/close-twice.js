'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer().listen(0, mustCall(() => {
  assert.strictEqual(server.close(mustCall((err) => assert.strictEqual(err, undefined))), server);
  server.close(mustCall((err) => assert.strictEqual(err.code, 'ERR_SERVER_NOT_RUNNING')));
  assert.strictEqual(server.listening, false);
}));
