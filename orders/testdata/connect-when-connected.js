'use strict';
// connect() on a socket that is connected already.
const { net, watch, call, cb, props, serve, quiet } = require('./record.js');

serve({ keep: true }, null, (address, server) => {
  const client = new net.Socket();
  watch(client, 'client');
  client.connect(address);
  client.once('ready', () => {
    call(client, 'connect', address, cb(client, 'connect-callback-2'));
    props(client, 'connecting', 'readyState');
    quiet(60, 'client').then(() => {
      props(client, 'connecting', 'readyState');
      client.destroy();
      server.close();
    });
  });
});
