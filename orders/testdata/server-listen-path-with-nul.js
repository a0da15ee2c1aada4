'use strict';
// Listening on a path with a NUL inside.
const { net, watch, log, call } = require('./record.js');

const server = watch(net.createServer(), 'server');
call(server, 'listen', '/tmp/no\0where');
server.once('error', (e) => log('server', `error-fields errno=${e.errno} code=${e.code} syscall=${e.syscall} port=${e.port}`));
