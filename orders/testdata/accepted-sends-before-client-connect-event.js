'use strict';
// The server writes in its 'connection' listener: 'data' never precedes 'connect' and
// 'ready' on the client.
const { net, watch, call, serve } = require('./record.js');

serve({}, (accepted) => { call(accepted, 'end', 'early'); }, (address) => {
  const client = new net.Socket();
  watch(client, 'client');
  client.connect(address);
});
