'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

let accepted = 0;
const server = net.createServer((c) => { accepted++; c.resume(); });
server.maxConnections = 1;
server.listen(0, '127.0.0.1', mustCall(() => {
  const { port } = server.address();
  let left = 3;
  const next = () => {
    const s = net.connect(port, '127.0.0.1', mustCall(() => s.end('x')));
    s.resume();
    s.on('close', mustCall(() => setTimeout(() => {
      if (--left > 0) next();
      else { assert.strictEqual(accepted, 3); server.close(); }
    }, 10)));
  };
  next();
}));
