'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const list = new net.BlockList();
list.addSubnet('127.0.0.0', 8);
const server = net.createServer({ blockList: list }, mustNotCall());
server.on('drop', mustNotCall());
server.listen(0, '127.0.0.1', mustCall(() => {
  const s = net.connect(server.address().port, '127.0.0.1');
  s.on('error', () => {});
  s.on('close', mustCall(() => server.close()));
  s.resume();
}));
