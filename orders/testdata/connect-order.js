'use strict';
// Order of the connect callback, 'connect' listener and 'ready', and what the
// properties say before, while and after connecting.
const { net, watch, log, cb, state, serve, show } = require('./record.js');

serve({}, null, (address) => {
  const client = new net.Socket();
  watch(client, 'client');
  log('client', `address ${show(client.address())}`);
  state(client);
  client.once('ready', () => log('client', 'ready-listener'));
  client.connect(address.port, address.host, cb(client, 'connect-callback'));
  log('client', 'connect-returned');
  log('client', `address ${show(client.address())}`);
  state(client);
  client.once('connect', () => {
    state(client);
    log('client', `address ${show(client.address())}`);
    process.nextTick(() => log('client', 'next-tick-of-connect'));
  });
  client.once('ready', () => {
    log('client', 'call-end');
    client.end();
  });
  client.once('close', () => {
    state(client);
    log('client', `address ${show(client.address())}`);
  });
});
