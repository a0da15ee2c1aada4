'use strict';
// connect() on a socket that was destroyed and closed without ever connecting.
const { net, watch, call, props, serve } = require('./record.js');

serve({}, null, (address) => {
  const client = new net.Socket();
  watch(client, 'client');
  call(client, 'destroy');
  client.once('close', () => {
    call(client, 'connect', address);
    props(client, 'destroyed', 'connecting', 'readyState');
    client.once('ready', () => call(client, 'end', 'x'));
  });
});
