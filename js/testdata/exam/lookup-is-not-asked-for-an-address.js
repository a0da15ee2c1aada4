'use strict';
const { mustCall, mustNotCall } = require('./harness');
const net = require('net');

const server = net.createServer(mustCall((c) => { c.end(); server.close(); }));
server.listen(0, '127.0.0.1', mustCall(() => {
  const s = net.connect({ host: '127.0.0.1', port: server.address().port, lookup: mustNotCall() });
  s.on('lookup', mustNotCall());
  s.resume();
}));
