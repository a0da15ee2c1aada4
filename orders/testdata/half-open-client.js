'use strict';
// allowHalfOpen client: the server ends first, the client answers later.
const { call, cb, props, pair } = require('./record.js');

pair({ connect: { allowHalfOpen: true } }, (client, accepted) => {
  call(accepted, 'end', 'greeting');
  client.once('end', () => {
    props(client, 'readyState', 'writable', 'readable');
    setImmediate(() => call(client, 'end', 'answer', cb(client, 'end-callback')));
  });
});
