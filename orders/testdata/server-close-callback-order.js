'use strict';
// The callback of close(cb) against 'close' listeners added before and after.
const { net, log } = require('./record.js');

const server = net.createServer();
server.on('close', () => log('server', 'close-listener-before'));
server.listen(0, '127.0.0.1', () => {
  server.close((...a) => log('server', `close-callback args=${a.length} ${a[0]}`));
  server.on('close', () => log('server', 'close-listener-after'));
  process.nextTick(() => log('server', 'next-tick'));
  setImmediate(() => log('server', 'immediate'));
});
