'use strict';
// The socket file exists while listening and is removed by close() at once.
const { net, watch, log, call, tmpPath, show } = require('./record.js');

const path = tmpPath('sock');
const exists = () => require('node:fs').existsSync(path);
const server = watch(net.createServer(), 'server');
server.listen(path);
log('server', `file-there-after-listen-call ${exists()}`);
server.once('listening', () => {
  log('server', `address ${server.address()}`);
  call(server, 'close');
  log('server', `file-there-after-close-call ${exists()}`);
});
server.once('close', () => log('server', `address ${show(server.address())}`));
