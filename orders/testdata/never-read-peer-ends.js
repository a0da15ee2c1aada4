'use strict';
// The accepted socket has no 'data' listener and is never read; data came, the client
// ends: neither 'end' nor 'close' comes on either side.
const { call, props, pair, quiet } = require('./record.js');

pair({ accepted: { skip: ['data'] } }, (client, accepted) => {
  call(client, 'end', 'unread');
  client.once('finish', () => quiet(100, client, accepted).then(() => {
    props(accepted, 'readyState', 'readableLength', 'readableEnded', 'bytesRead', 'readableFlowing');
    props(client, 'readyState', 'destroyed');
    call(accepted, 'destroy');
  }));
});
