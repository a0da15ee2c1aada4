'use strict';
// resetAndDestroy() while connecting, and the connect is refused.
const { net, watch, call, closedPort } = require('./record.js');

closedPort((port) => {
  const client = net.connect(port, '127.0.0.1');
  watch(client, 'client');
  call(client, 'resetAndDestroy');
});
