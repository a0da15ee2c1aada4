'use strict';
const { mustCall } = require('./harness');
const net = require('net');

const server = net.createServer(mustCall((c) => { c.end(); server.close(); })).listen(0, '127.0.0.1', mustCall(() => {
  const s = net.connect({ host: 'x', port: server.address().port, autoSelectFamily: false, lookup: (h, o, cb) => setImmediate(cb, null, '127.0.0.1', 4) });
  s.on('connect', mustCall());
  s.resume();
}));
