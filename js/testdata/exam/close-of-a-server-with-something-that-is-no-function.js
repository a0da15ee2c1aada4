'use strict';
const { mustCall } = require('./harness');
const net = require('net');

const server = net.createServer().listen(0, mustCall(() => {
  server.close('not a function');
  server.on('close', mustCall());
}));
