'use strict';
// Host 'localhost', autoSelectFamily false, nothing listens.
const { net, watch, closedPort } = require('./record.js');

closedPort((port) => {
  const client = net.connect({ port, host: 'localhost', autoSelectFamily: false });
  watch(client, 'client');
});
