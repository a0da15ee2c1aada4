'use strict';
const { mustCall } = require('./harness');
const net = require('net');

const server = net.createServer((c) => { c.end('x'); server.close(); }).listen(0, mustCall(() => {
  const s = net.connect(server.address().port);
  const readStart = s._handle.readStart;
  s._handle.readStart = mustCall(function() { return readStart.call(this); });
  s.resume();
  s.on('close', mustCall());
}));
