'use strict';
// end() inside 'connection' before the client's 'connect' was emitted.
const { net, watch, call, props, serve } = require('./record.js');

serve({}, (accepted) => { call(accepted, 'end'); }, (address) => {
  const client = watch(net.connect(address), 'client');
  client.once('connect', () => props(client, 'readyState'));
  client.once('end', () => props(client, 'readyState'));
});
