'use strict';
// The client destroys itself inside 'connect': 'ready' still comes.
const { net, watch, call, serve } = require('./record.js');

serve({}, null, (address) => {
  const client = net.connect(address);
  watch(client, 'client');
  client.once('connect', () => call(client, 'destroy'));
});
