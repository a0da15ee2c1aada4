'use strict';
// Listening on an address that is not ours.
const { net, watch, log, call } = require('./record.js');

const server = watch(net.createServer(), 'server');
call(server, 'listen', 0, '192.0.2.1');
server.once('error', (e) => log('server', `error-fields ${Object.keys(e).map((k) => `${k}=${e[k]}`).join(' ')}`));
