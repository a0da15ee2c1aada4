'use strict';
const { mustCall, mustNotCall } = require('./harness');
const net = require('net');

const server = net.createServer(mustCall((c) => { c.end(); server.close(); }));
server.listen(0, '127.0.0.1', mustCall(() => {
  const s = net.connect({
    host: 'x', port: server.address().port, autoSelectFamily: false,
    lookup: (host, options, cb) => cb(null, '127.0.0.1', 4),
  });
  s.on('lookup', mustNotCall('it was over before anyone listened'));
  s.on('connect', mustCall());
  s.resume();
}));
