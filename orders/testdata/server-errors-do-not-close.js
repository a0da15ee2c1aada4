'use strict';
// emit('error') on a server by hand: it keeps listening.
const { net, watch, call, props } = require('./record.js');

const server = watch(net.createServer(), 'server');
server.listen(0, '127.0.0.1', () => {
  server.emit('error', new Error('by hand'));
  props(server, 'listening');
  call(server, 'close');
});
