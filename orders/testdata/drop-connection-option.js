'use strict';
// maxConnections with dropMaxConnection (only acts in a cluster).
const { net, watch, call, serve } = require('./record.js');

const server = serve({ many: true }, null, (address) => {
  server.maxConnections = 0;
  server.dropMaxConnection = true;
  const client = watch(net.connect(address), 'client');
  client.once('close', () => call(server, 'close'));
});
