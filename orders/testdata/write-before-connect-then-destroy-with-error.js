'use strict';
// Writes and an end wait for the connection; destroy(err) comes before.
const { net, watch, call, cb, serve } = require('./record.js');

const server = serve({ keep: true, quiet: true }, null, (address) => {
  const client = net.connect(address);
  watch(client, 'client');
  call(client, 'write', 'one', cb(client, 'write-callback-1'));
  call(client, 'end', 'two', cb(client, 'end-callback'));
  call(client, 'destroy', new Error('boom'));
  client.once('close', () => server.close());
});
