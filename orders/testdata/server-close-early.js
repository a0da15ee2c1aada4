'use strict';
// close() in the same tick as listen(port, host): 'listening' never comes, 'close' does,
// and the close callback gets ERR_SERVER_NOT_RUNNING (the host is still looked up).
const { net, watch, log, call, cb, props, quiet } = require('./record.js');

const server = watch(net.createServer(), 'server');
server.on('close', () => log('server', 'close-seen'));
server.listen({ port: 0, host: '127.0.0.1' }, cb('server', 'listen-callback'));
props(server, 'listening');
call(server, 'close', cb(server, 'close-callback'));
quiet(60, server).then(() => props(server, 'listening'));
