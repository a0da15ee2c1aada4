'use strict';
// The client calls destroy(err) inside 'connect'.
const { net, watch, call, serve } = require('./record.js');

serve({}, null, (address) => {
  const client = net.connect(address);
  watch(client, 'client');
  client.once('connect', () => call(client, 'destroy', new Error('boom')));
});
