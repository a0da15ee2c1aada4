'use strict';
const { mustCall, mustNotCall } = require('./harness');
const net = require('net');

const server = net.createServer(mustNotCall());
server.maxConnections = 0;
server.on('drop', mustCall());
server.listen(0, mustCall(() => {
  const s = net.connect(server.address().port);
  s.on('error', () => {});
  s.on('close', mustCall(() => server.close()));
  s.resume();
}));
