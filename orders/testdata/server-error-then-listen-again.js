'use strict';
// After EADDRINUSE the same server listens again elsewhere (inside 'error').
const { net, watch, call, cb, seePort } = require('./record.js');

const other = net.createServer().listen(0, '127.0.0.1', () => {
  const server = watch(net.createServer(), 'server');
  const { port } = other.address();
  seePort(port);
  call(server, 'listen', port, '127.0.0.1', cb(server, 'listen-callback-1'));
  server.once('error', () => {
    call(server, 'listen', 0, '127.0.0.1', cb(server, 'listen-callback-2'));
    other.close();
  });
  server.once('listening', () => call(server, 'close', cb(server, 'close-callback')));
});
