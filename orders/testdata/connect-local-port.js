'use strict';
// localPort and localAddress given and free: address() shows them.
const { net, watch, log, call, serve, closedPort } = require('./record.js');

serve({}, null, (address) => {
  closedPort((localPort) => {
    const client = net.connect({ ...address, localAddress: '127.0.0.1', localPort });
    watch(client, 'client');
    client.once('ready', () => {
      log('client', `local-port-as-asked ${client.localPort === localPort}`);
      call(client, 'end');
    });
  });
});
