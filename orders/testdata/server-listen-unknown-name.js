'use strict';
// listen(0, 'no such host').
const { net, watch, log, call, cb, props, quiet } = require('./record.js');

const server = watch(net.createServer(), 'server');
call(server, 'listen', 0, 'no such host', cb(server, 'listen-callback'));
props(server, 'listening');
server.once('error', (e) => {
  log('server', `error-fields ${Object.keys(e).map((k) => `${k}=${e[k]}`).join(' ')}`);
  quiet(30, server);
});
