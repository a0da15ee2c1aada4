'use strict';
const { mustCall } = require('./harness');
const net = require('net');

const server = net.createServer((c) => { c.resume(); c.on('error', () => {}); }).listen(0, '127.0.0.1', mustCall(() => {
  const { port } = server.address();
  const s = net.connect(port, '127.0.0.1', mustCall(() => {
    s.destroy();
    s.on('close', mustCall(() => {
      s.removeAllListeners('close');
      s.connect(port, '127.0.0.1', mustCall(() => {
        s.end();
        server.close();
      }));
    }));
  }));
}));
