'use strict';
// Listening on the path of an existing plain file: EADDRINUSE.
const { net, watch, log, call, props, tmpPath, show } = require('./record.js');

const path = tmpPath('file');
require('node:fs').writeFileSync(path, 'x');
const server = watch(net.createServer(), 'server');
call(server, 'listen', path);
props(server, 'listening');
server.once('error', (e) => {
  log('server', `error-keys ${Object.keys(e).join(' ')}`);
  log('server', `error-fields syscall=${e.syscall} address=${e.address} port=${e.port}`);
  log('server', `file-still-there ${require('node:fs').existsSync(path)}`);
  log('server', `address ${show(server.address())}`);
});
