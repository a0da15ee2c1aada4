'use strict';
// ref() after unref(): the server keeps the program alive again.
const { net, watch, log } = require('./record.js');

const server = watch(net.createServer(), 'server');
server.unref();
server.ref();
server.listen(0, '127.0.0.1');
setTimeout(() => {
  log('server', 'still-alive');
  server.close();
}, 60).unref();
