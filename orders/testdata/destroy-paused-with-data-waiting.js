'use strict';
// Data is waiting in a paused socket's buffer when it is destroyed: it is dropped.
const { log, call, props, pair, show } = require('./record.js');

pair({ client: { skip: ['data'], readable: true } }, (client, accepted) => {
  call(accepted, 'write', 'never read');
  client.once('readable', () => {
    props(client, 'readableLength');
    call(client, 'destroy');
    props(client, 'readableLength');
    log('client', `read ${show(client.read())}`);
  });
});
