'use strict';
const { mustCall, until } = require('./harness');
const assert = require('assert');
const net = require('net');

let accepted = 0;
let closed = 0;
const server = net.createServer((c) => {
  accepted++;
  c.resume();
  c.on('close', () => closed++);
});
server.maxConnections = 1;
server.listen(0, '127.0.0.1', mustCall(() => {
  const { port } = server.address();
  let left = 3;
  const next = () => {
    const s = net.connect(port, '127.0.0.1', mustCall(() => s.end('x')));
    s.resume();
    s.on('close', mustCall(() => until(() => closed === accepted, () => {
      if (--left > 0) next();
      else { assert.strictEqual(accepted, 3); server.close(); }
    })));
  };
  next();
}));
