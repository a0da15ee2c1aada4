'use strict';
// connect, ready and the callback on a unix socket; 'connectionAttempt' (with the path
// as its first argument) is emitted inside connect(); no 'lookup'.
const { net, watch, log, call, cb, state, serve } = require('./record.js');

serve({ unix: true }, null, (address) => {
  const client = new net.Socket();
  watch(client, 'client');
  log('client', 'call-connect');
  client.connect(address, cb('client', 'connect-callback'));
  log('client', 'connect-returned');
  state(client);
  client.once('ready', () => { state(client); call(client, 'end'); });
});
