'use strict';
const { mustCall } = require('./harness');
const net = require('net');

const server = net.createServer((c) => { c.unref(); });
server.listen(0, mustCall(() => {
  server.unref();
  const s = new net.Socket();
  s.unref();
  s.connect(server.address().port);
}));
