'use strict';
// On the second connect, a write is queued before the connect is done.
const { net, watch, call, cb, serve } = require('./record.js');

let round = 0;
const server = serve({ many: true }, null, (address) => {
  const client = new net.Socket();
  watch(client, 'client');
  client.on('close', () => {
    if (++round < 2) {
      call(client, 'connect', address);
      call(client, 'write', 'again', cb(client, 'write-callback'));
      call(client, 'end', cb(client, 'end-callback'));
    } else server.close();
  });
  client.connect(address);
  call(client, 'end', 'first', cb(client, 'end-callback'));
});
