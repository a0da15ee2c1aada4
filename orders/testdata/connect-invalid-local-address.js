'use strict';
// localAddress 192.0.2.1 is not ours: bind error EADDRNOTAVAIL.
const { net, watch, log, serve } = require('./record.js');

serve({ keep: true, quiet: true }, null, (address, server) => {
  const client = net.connect({ ...address, localAddress: '192.0.2.1' });
  watch(client, 'client');
  client.once('error', (e) => log('client', `error-keys ${Object.keys(e).join(' ')}`));
  client.once('close', () => server.close());
});
