'use strict';
const { mustCall, mustNotCall } = require('./harness');
const net = require('net');

const server = net.createServer(mustCall((c) => { c.end(); server.close(); }));
server.listen(0, mustCall(() => {
  const s = net.connect({ port: server.address().port, keepAlive: false, noDelay: false });
  s._handle.setKeepAlive = mustNotCall();
  s._handle.setNoDelay = mustNotCall();
  s.on('connect', mustCall(() => s.resume()));
}));
