'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer();
server.listen(0, mustCall(() => {
  server._handle.getsockname = mustCall(() => -22);
  assert.throws(() => server.address(), { code: 'EINVAL', syscall: 'address', message: 'address EINVAL' });
  server.close();
}));
