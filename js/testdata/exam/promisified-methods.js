'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const { promisify } = require('util');
(async () => {
  const server = net.createServer();
  await promisify(server.listen).call(server, 0);
  assert.strictEqual(await promisify(server.getConnections).call(server), 0);
  await promisify(server.close).call(server);
  await assert.rejects(promisify(server.close).call(server), { code: 'ERR_SERVER_NOT_RUNNING' });
})().then(mustCall());
