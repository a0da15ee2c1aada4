'use strict';
// accepted1.pipe(client2): what client1 sends arrives at accepted2, ends pass through.
const { net, watch, log, serve } = require('./record.js');

let first;
const server = serve({ many: true, accepted: { skip: [] } }, (accepted) => {
  if (!first) {
    first = accepted;
    const client2 = net.connect(server.address().port, '127.0.0.1');
    watch(client2, 'client2');
    client2.on('unpipe', () => log('client2', 'unpipe'));
    client2.once('ready', () => accepted.pipe(client2));
  } else {
    server.close();
    client1.end('through');
  }
}, (address) => {
  global.client1 = watch(net.connect(address), 'client1');
});
