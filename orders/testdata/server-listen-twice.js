'use strict';
// listen() while listening throws ERR_SERVER_ALREADY_LISTEN, also in the same tick.
const { net, watch, call, cb, props } = require('./record.js');

const server = watch(net.createServer(), 'server');
server.listen(0, '127.0.0.1');
call(server, 'listen', 0, '127.0.0.1', cb(server, 'second-listen-callback'));
server.once('listening', () => {
  call(server, 'listen', 0, '127.0.0.1', cb(server, 'third-listen-callback'));
  props(server, 'listening');
  call(server, 'close');
});
