'use strict';
// Writing to a unix socket whose peer is gone (half open): EPIPE at once.
const { call, cb, pair, later } = require('./record.js');

pair({ unix: true, connect: { allowHalfOpen: true } }, (client, accepted) => {
  call(accepted, 'destroy');
  client.once('end', () => later(() => {
    call(client, 'write', 'x', cb(client, 'write-callback'));
  }, 20));
});
