'use strict';
// close() inside 'connection'; the connection goes on, a later connect is refused.
const { net, watch, call, cb, serve, later } = require('./record.js');

serve({ keep: true }, (accepted, server) => {
  call(server, 'close', cb(server, 'close-callback'));
}, (address) => {
  const client1 = watch(net.connect(address), 'client1');
  client1.once('ready', () => later(() => {
    const client2 = watch(net.connect(address), 'client2');
    client2.once('close', () => call(client1, 'end', 'still here'));
  }, 30));
});
