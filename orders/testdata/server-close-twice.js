'use strict';
// close(cb) twice: the second callback gets ERR_SERVER_NOT_RUNNING; 'close' comes for
// each call.
const { net, watch, call, cb, later } = require('./record.js');

const server = watch(net.createServer(), 'server');
server.listen(0, '127.0.0.1', () => {
  call(server, 'close', cb(server, 'close-callback-1'));
  call(server, 'close', cb(server, 'close-callback-2'));
  later(() => call(server, 'close', cb(server, 'close-callback-3')), 40);
});
