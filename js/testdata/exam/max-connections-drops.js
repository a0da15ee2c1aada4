'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer((c) => c.resume());
server.maxConnections = 1;
let dropped = 0;
server.on('drop', mustCall((data) => {
  assert.deepStrictEqual(Object.keys(data).sort(), ['localAddress', 'localFamily', 'localPort', 'remoteAddress', 'remoteFamily', 'remotePort']);
  dropped++;
}));
server.listen(0, '127.0.0.1', mustCall(() => {
  const { port } = server.address();
  const first = net.connect(port, '127.0.0.1', mustCall(() => {
    const second = net.connect(port, '127.0.0.1');
    second.on('error', () => {});
    second.on('close', mustCall(() => {
      assert.strictEqual(dropped, 1);
      first.end();
      server.close();
    }));
    second.resume();
  }));
}));
