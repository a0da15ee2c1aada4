'use strict';
const { mustCall } = require('./harness');
const net = require('net');

const server = net.createServer((c) => c.end()).listen(0, mustCall(() => {
  const { port } = server.address();
  class Options { get port() { return port; } get host() { return '127.0.0.1'; } }
  net.connect(new Options(), mustCall(function() { this.end(); })).resume();
  const bare = Object.create(null);
  bare.port = port;
  net.connect(bare, mustCall(function() { this.end(); server.close(); })).resume();
}));
