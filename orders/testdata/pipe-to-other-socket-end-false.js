'use strict';
// accepted1.pipe(client2, { end: false }): the end does not pass through.
const { net, watch, log, call, props, serve, quiet } = require('./record.js');

let first;
const server = serve({ many: true }, (accepted) => {
  if (!first) {
    first = accepted;
    const client2 = net.connect(server.address().port, '127.0.0.1');
    watch(client2, 'client2');
    client2.on('unpipe', () => log('client2', 'unpipe'));
    client2.once('ready', () => {
      accepted.pipe(client2, { end: false });
      client1.end('through');
    });
    accepted.once('close', () => quiet(60, 'client2').then(() => {
      props(client2, 'readyState', 'writableEnded');
      call(client2, 'end', 'own end');
    }));
  } else server.close();
}, (address) => {
  global.client1 = watch(net.connect(address), 'client1');
});
