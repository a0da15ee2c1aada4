'use strict';
// Writes wait for the connection; the socket is destroyed before.
const { net, watch, call, cb, serve } = require('./record.js');

const server = serve({ keep: true, quiet: true }, null, (address) => {
  const client = net.connect(address);
  watch(client, 'client');
  call(client, 'write', 'one', cb(client, 'write-callback-1'));
  call(client, 'write', 'two', cb(client, 'write-callback-2'));
  call(client, 'destroy');
  client.once('close', () => server.close());
});
