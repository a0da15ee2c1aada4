'use strict';
// maxConnections 1: the second connection is dropped ('drop' with its addresses); its
// client sees connect, end, close.
const { net, watch, log, call, serve } = require('./record.js');

const server = serve({ many: true }, null, (address) => {
  server.maxConnections = 1;
  const client1 = watch(net.connect(address), 'client1');
  client1.once('ready', () => {
    const client2 = watch(net.connect(address), 'client2');
    client2.once('close', () => {
      server.getConnections((e, n) => {
        log('server', `getConnections ${n}`);
        call(client1, 'end');
      });
    });
  });
  client1.once('close', () => {
    const client3 = watch(net.connect(address), 'client3');
    client3.once('ready', () => { call(client3, 'end'); call(server, 'close'); });
  });
});
