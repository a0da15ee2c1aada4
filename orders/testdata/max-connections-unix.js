'use strict';
// 'drop' on a unix socket: its argument.
const { net, watch, call, serve } = require('./record.js');

const server = serve({ keep: true, unix: true }, null, (address) => {
  server.maxConnections = 0;
  const client = watch(net.connect(address), 'client');
  client.once('close', () => call(server, 'close'));
});
