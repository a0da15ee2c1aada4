'use strict';
// The client has ended (half-open server), then the peer resets.
const { call, cb, pair } = require('./record.js');

pair({ server: { allowHalfOpen: true } }, (client, accepted) => {
  call(client, 'end', cb(client, 'end-callback'));
  accepted.once('end', () => call(accepted, 'resetAndDestroy'));
});
