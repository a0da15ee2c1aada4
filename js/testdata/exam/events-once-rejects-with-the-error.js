'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const { once } = require('events');
(async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  await assert.rejects(once(net.connect(port, '127.0.0.1'), 'connect'), { code: 'ECONNREFUSED', port });
})().then(mustCall());
