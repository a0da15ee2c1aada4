'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

(async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  server.on('close', mustCall());
  await require('events').once(server, 'listening');
  assert.strictEqual(await server[Symbol.asyncDispose](), undefined);
  assert.strictEqual(server.listening, false);
  await server[Symbol.asyncDispose]();
})().then(mustCall());
