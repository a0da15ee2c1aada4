'use strict';
// Two clients in a row: the server's 'connection' for each, and closing them.
const { net, watch, call, cb, serve, later } = require('./record.js');

const server = serve({ many: true }, null, (address) => {
  const client1 = watch(net.connect(address), 'client1');
  client1.once('ready', () => {
    const client2 = watch(net.connect(address), 'client2');
    client2.once('ready', () => later(() => {
      call(server, 'close', cb(server, 'close-callback'));
      call(client1, 'end');
      client1.once('close', () => call(client2, 'end'));
    }, 30));
  });
});
