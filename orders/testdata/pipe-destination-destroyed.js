'use strict';
// The pipe's destination is destroyed while the source goes on: the source is unpiped
// and stays paused, though it has a 'data' listener.
const { net, watch, log, call, serve, quiet } = require('./record.js');

let first;
const server = serve({ many: true }, (accepted) => {
  if (!first) {
    first = accepted;
    const client2 = net.connect(server.address().port, '127.0.0.1');
    watch(client2, 'client2');
    client2.on('unpipe', () => log('client2', 'unpipe'));
    client2.once('ready', () => {
      accepted.pipe(client2);
      call(client2, 'destroy');
    });
    client2.once('close', () => quiet(40, client2).then(() => {
      log('accepted1', `isPaused ${accepted.isPaused()} flowing ${accepted.readableFlowing}`);
      client1.end('after');
      quiet(60, accepted).then(() => call(accepted, 'resume'));
    }));
  } else server.close();
}, (address) => {
  global.client1 = watch(net.connect(address), 'client1');
});
