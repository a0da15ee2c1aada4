'use strict';
// Host 'localhost' (one address here), autoSelectFamily on, nothing listens.
const { net, watch, log, closedPort } = require('./record.js');

closedPort((port) => {
  const client = net.connect(port, 'localhost');
  watch(client, 'client');
  client.once('error', (e) => log('client', `error-keys ${Object.keys(e).join(' ')}`));
});
