'use strict';
const { closedPort, mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const { once } = require('events');
(async () => {
  const port = closedPort();
  await assert.rejects(once(net.connect(port, '127.0.0.1'), 'connect'), { code: 'ECONNREFUSED', port });
})().then(mustCall());
