'use strict';
const { mustCall } = require('./harness');
const net = require('net');

const server = net.createServer(mustCall((c) => { c.end(); }));
server.listen(0, mustCall(() => {
  server.unref();
  setTimeout(mustCall(() => {
    net.connect(server.address().port).on('end', mustCall()).resume();
  }), 20);
}));
