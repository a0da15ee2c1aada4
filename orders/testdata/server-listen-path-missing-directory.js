'use strict';
// Listening on a path in a directory that does not exist: EACCES (not ENOENT).
const { net, watch, log, call, tmpPath } = require('./record.js');

const server = watch(net.createServer(), 'server');
call(server, 'listen', tmpPath('no-such-directory/sock'));
server.once('error', (e) => log('server', `error-fields errno=${e.errno} code=${e.code} syscall=${e.syscall} address=${e.address} port=${e.port}`));
