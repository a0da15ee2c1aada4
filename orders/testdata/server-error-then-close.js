'use strict';
// close(cb) after a failed listen.
const { net, watch, call, cb, seePort } = require('./record.js');

const other = net.createServer().listen(0, '127.0.0.1', () => {
  const server = watch(net.createServer(), 'server');
  const { port } = other.address();
  seePort(port);
  call(server, 'listen', port, '127.0.0.1');
  server.once('error', () => {
    call(server, 'close', cb(server, 'close-callback'));
    other.close();
  });
});
