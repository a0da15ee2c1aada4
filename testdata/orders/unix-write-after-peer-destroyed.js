'use strict';
// Writing to a unix socket whose peer is gone (half open): EPIPE at once.
const { call, cb, pair } = require('./record.js');

pair({ unix: true, connect: { allowHalfOpen: true } }, (client, accepted) => {
  call(accepted, 'destroy');
  client.once('end', () => setTimeout(() => {
    call(client, 'write', 'x', cb(client, 'write-callback'));
  }, 20));
});
