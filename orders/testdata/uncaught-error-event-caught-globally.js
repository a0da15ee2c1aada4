'use strict';
// The same with process.on('uncaughtException'): 'close' still comes after.
const { net, watch, log, closedPort, errText } = require('./record.js');

process.on('uncaughtException', (e, origin) => log('process', `uncaught ${origin} ${errText(e)}`));
closedPort((port) => {
  const client = watch(net.connect(port, '127.0.0.1'), 'client', { skip: ['error'] });
  client.on('close', () => log('client', 'close-seen'));
});
