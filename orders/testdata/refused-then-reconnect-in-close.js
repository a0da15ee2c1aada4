'use strict';
// After a refused connect the same socket connects again, inside 'close'.
const { net, watch, log, call, cb, props, serve, closedPort } = require('./record.js');

closedPort((port) => {
  const client = net.connect(port, '127.0.0.1');
  watch(client, 'client');
  client.once('close', () => {
    serve({}, null, (address) => {
      log('client', 'call-connect');
      client.connect(address, cb(client, 'connect-callback'));
      props(client, 'destroyed', 'closed', 'readyState', 'errored');
      client.once('ready', () => call(client, 'end', 'x'));
    });
  });
});
