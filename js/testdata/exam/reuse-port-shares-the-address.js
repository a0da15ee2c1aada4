'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const { promisify } = require('util');
(async () => {
  const open = (port) => new Promise((resolve, reject) => {
    const server = net.createServer().listen({ port, host: '127.0.0.1', reusePort: true }, () => resolve(server));
    server.on('error', reject);
  });
  const a = await open(0);
  const b = await open(a.address().port);
  assert.strictEqual(a.address().port, b.address().port);
  await promisify(a.close).call(a);
  await promisify(b.close).call(b);
})().then(mustCall());
