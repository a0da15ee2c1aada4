'use strict';
// destroy() right after net.connect() to an ip: nothing but 'close'.
const { net, watch, call, cb, state, serve, quiet } = require('./record.js');

const server = serve({ keep: true, quiet: true }, null, (address) => {
  const client = net.connect(address, cb('client', 'connect-callback'));
  watch(client, 'client');
  call(client, 'destroy');
  state(client);
  client.once('close', () => quiet(60, 'client').then(() => server.close()));
});
