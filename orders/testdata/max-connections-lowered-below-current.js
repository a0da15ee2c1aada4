'use strict';
// maxConnections lowered below the current count: the open ones stay, new ones drop.
const { net, watch, call, serve, later } = require('./record.js');

const server = serve({ many: true }, null, (address) => {
  const client1 = watch(net.connect(address), 'client1');
  client1.once('ready', () => {
    const client2 = watch(net.connect(address), 'client2');
    client2.once('ready', () => later(() => {
      server.maxConnections = 1;
      const client3 = watch(net.connect(address), 'client3');
      client3.once('close', () => {
        call(client1, 'end');
        call(client2, 'end');
        call(server, 'close');
      });
    }, 30));
  });
});
