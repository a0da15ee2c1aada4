'use strict';
const { mustCall } = require('./harness');
const net = require('net');

const server = net.createServer(mustCall((c) => {
  c._handle.close(mustCall());
  server.close();
  c.destroy();
}));
server.listen(0, mustCall(() => {
  const s = net.connect(server.address().port);
  s.on('end', mustCall());
  s.on('close', mustCall());
  s.resume();
}));
