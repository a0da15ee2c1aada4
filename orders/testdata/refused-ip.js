'use strict';
// 127.0.0.1, nothing listens.
const { net, watch, log, cb, state, closedPort } = require('./record.js');

closedPort((port) => {
  const client = net.connect(port, '127.0.0.1', cb('client', 'connect-callback'));
  watch(client, 'client');
  client.once('error', (e) => {
    log('client', `error-keys ${Object.keys(e).join(' ')}`);
    log('client', `error-fields errno=${e.errno} code=${e.code} syscall=${e.syscall} address=${e.address} name=${e.name}`);
    state(client);
  });
  client.once('close', () => state(client));
});
