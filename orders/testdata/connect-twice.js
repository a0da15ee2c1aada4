'use strict';
// connect() again while the first is still connecting.
const { net, watch, call, cb, serve } = require('./record.js');

serve({}, null, (address) => {
  const client = new net.Socket();
  watch(client, 'client');
  call(client, 'connect', address, cb(client, 'connect-callback-1'));
  call(client, 'connect', address, cb(client, 'connect-callback-2'));
  client.once('ready', () => call(client, 'end'));
});
