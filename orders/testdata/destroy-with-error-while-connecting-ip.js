'use strict';
// destroy(err) right after net.connect() to an ip.
const { net, watch, call, cb, serve, quiet } = require('./record.js');

const server = serve({ keep: true, quiet: true }, null, (address) => {
  const client = net.connect(address, cb('client', 'connect-callback'));
  watch(client, 'client');
  call(client, 'destroy', new Error('boom'));
  client.once('close', () => quiet(60, 'client').then(() => server.close()));
});
