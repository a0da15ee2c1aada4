'use strict';
// close() while listen(0, 'localhost') still looks the name up.
const { net, watch, call, cb, props, quiet } = require('./record.js');

const server = watch(net.createServer(), 'server');
server.listen(0, 'localhost', cb(server, 'listen-callback'));
call(server, 'close', cb(server, 'close-callback'));
quiet(100, server).then(() => props(server, 'listening'));
