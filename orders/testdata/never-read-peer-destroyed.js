'use strict';
// The accepted socket is never read, the client is destroyed.
const { call, props, pair, quiet } = require('./record.js');

pair({ accepted: { skip: ['data'] } }, (client, accepted) => {
  call(client, 'destroy');
  client.once('close', () => quiet(100, accepted).then(() => {
    props(accepted, 'readyState', 'readableEnded', 'destroyed');
    call(accepted, 'resume');
  }));
});
