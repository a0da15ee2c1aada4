'use strict';
// Listening on a path of 300 bytes.
const { net, watch, log, call, props } = require('./record.js');

const server = watch(net.createServer(), 'server');
call(server, 'listen', '/tmp/' + 'a'.repeat(295));
props(server, 'listening');
server.once('error', (e) => log('server', `error-fields errno=${e.errno} code=${e.code} syscall=${e.syscall} port=${e.port}`));
