'use strict';
// listen() again inside 'close', and in the same tick as close().
const { net, watch, call, cb, props } = require('./record.js');

let n = 0;
const server = watch(net.createServer(), 'server');
server.on('listening', () => {
  n++;
  if (n === 1) call(server, 'close');
  else if (n === 2) {
    call(server, 'close', cb(server, 'close-callback'));
    call(server, 'listen', 0, '127.0.0.1');
  } else call(server, 'close');
});
server.on('close', () => {
  props(server, 'listening');
  if (n === 1) call(server, 'listen', 0, '127.0.0.1');
});
server.listen(0, '127.0.0.1');
