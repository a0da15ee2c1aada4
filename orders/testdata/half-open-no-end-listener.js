'use strict';
// allowHalfOpen server, no 'end' listener on the accepted socket, which never ends:
// it stays writeOnly until it is destroyed.
const { call, props, pair, quiet } = require('./record.js');

pair({ server: { allowHalfOpen: true }, accepted: { skip: ['end'] } }, (client, accepted) => {
  call(client, 'end', 'x');
  client.once('finish', () => {
    quiet(80, client, accepted).then(() => {
      props(accepted, 'readyState', 'readableEnded', 'destroyed');
      call(accepted, 'destroy');
    });
  });
});
