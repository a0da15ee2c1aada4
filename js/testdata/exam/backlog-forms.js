'use strict';
const { mustCall } = require('./harness');
const net = require('net');

for (const args of [[0, '127.0.0.1', 1], [0, 10], [{ port: 0, backlog: 5 }], [0, undefined, 7], [{ port: 0, host: '127.0.0.1', backlog: '9' }]]) {
  const server = net.createServer().listen(...args, mustCall(() => server.close()));
}
