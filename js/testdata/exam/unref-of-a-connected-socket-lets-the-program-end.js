'use strict';
const { mustCall, mustNotCall } = require('./harness');
const net = require('net');

const server = net.createServer(mustCall((c) => { c.unref(); }));
server.unref();
server.listen(0, mustCall(() => {
  const s = net.connect(server.address().port, mustCall(() => s.unref()));
  s.on('close', mustNotCall());
}));
const keep = setTimeout(() => {}, 200);
