'use strict';
const { mustCall } = require('./harness');
const net = require('net');

process.stdin.destroy();
const server = net.createServer(mustCall((c) => { c.end(); server.close(); })).listen(0, mustCall(() => {
  net.connect(server.address().port).resume();
}));
