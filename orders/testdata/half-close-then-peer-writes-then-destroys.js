'use strict';
// The client ends; the half-open accepted socket writes twice, then destroys itself.
const { call, cb, pair } = require('./record.js');

pair({ server: { allowHalfOpen: true } }, (client, accepted) => {
  call(client, 'end');
  accepted.once('end', () => {
    call(accepted, 'write', 'a', cb(accepted, 'write-callback-a'));
    client.once('data', () => {
      call(accepted, 'write', 'b', cb(accepted, 'write-callback-b'));
      call(accepted, 'destroy');
    });
  });
});
