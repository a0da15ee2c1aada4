'use strict';
// Listening on a port in use.
const { net, watch, log, call, cb, props, quiet, seePort } = require('./record.js');

const other = net.createServer().listen(0, '127.0.0.1', () => {
  const server = watch(net.createServer(), 'server');
  const { port } = other.address();
  seePort(port);
  call(server, 'listen', port, '127.0.0.1', cb(server, 'listen-callback'));
  props(server, 'listening');
  process.nextTick(() => log('server', 'next-tick'));
  server.once('error', (e) => {
    log('server', `error-keys ${Object.keys(e).join(' ')}`);
    log('server', `error-fields errno=${e.errno} code=${e.code} syscall=${e.syscall} address=${e.address}`);
    props(server, 'listening');
    other.close();
    quiet(40, server);
  });
});
