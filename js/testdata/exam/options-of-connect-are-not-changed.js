'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer((c) => c.end()).listen(0, mustCall(() => {
  const options = Object.freeze({ port: server.address().port, host: 'localhost', keepAlive: true });
  const copy = { ...options };
  net.connect(options).on('close', mustCall(() => server.close())).resume();
  assert.deepStrictEqual(options, copy);
}));
