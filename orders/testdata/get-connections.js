'use strict';
// getConnections() before listen, with connections, after close: never synchronous.
const { net, watch, log } = require('./record.js');

const server = watch(net.createServer(), 'server');
const count = (label) => {
  log('server', `call-getConnections ${label}`);
  const r = server.getConnections((e, n) => log('server', `getConnections-callback ${label} ${e} ${n}`));
  log('server', `returns-this ${r === server}`);
};
count('before-listen');
server.on('connection', (accepted) => {
  accepted.resume();
  count('in-connection');
  accepted.once('end', () => count('in-end'));
  accepted.once('finish', () => count('in-finish'));
  accepted.once('close', () => count('in-accepted-close'));
  server.close();
});
server.once('close', () => count('in-server-close'));
server.listen(0, '127.0.0.1', () => {
  net.connect(server.address().port, '127.0.0.1').end();
});
