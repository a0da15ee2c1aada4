'use strict';
const { closedPort, mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer().listen(0, '127.0.0.1', mustCall(() => {
  const { port } = server.address();
  const other = net.createServer().listen(port, '127.0.0.1').on('error', mustCall((err) => {
    assert.deepStrictEqual(Object.keys(err), ['code', 'errno', 'syscall', 'address', 'port']);
    server.close();
    net.connect(closedPort(), '127.0.0.1').on('error', mustCall((err) => {
      assert.deepStrictEqual(Object.keys(err), ['errno', 'code', 'syscall', 'address', 'port']);
      assert.deepStrictEqual(Object.getOwnPropertyNames(err).sort(), ['address', 'code', 'errno', 'message', 'port', 'stack', 'syscall']);
    }));
  }));
}));
