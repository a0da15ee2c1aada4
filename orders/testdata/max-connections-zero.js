'use strict';
// maxConnections 0: everything is dropped.
const { net, watch, call, props, serve } = require('./record.js');

const server = serve({ keep: true }, null, (address) => {
  server.maxConnections = 0;
  props(server, 'maxConnections');
  const client = watch(net.connect(address), 'client');
  client.once('close', () => call(server, 'close'));
});
