'use strict';
// listen(0) without a host and close() in the same tick: 'listening' does not come.
const { net, watch, call, cb, props, quiet } = require('./record.js');

const server = watch(net.createServer(), 'server');
server.listen(0, cb(server, 'listen-callback'));
props(server, 'listening');
call(server, 'close', cb(server, 'close-callback'));
quiet(60, server).then(() => props(server, 'listening'));
