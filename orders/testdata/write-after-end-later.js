'use strict';
// write() after 'finish', while the other side has not ended yet (half open).
const { call, cb, pair } = require('./record.js');

pair({ server: { allowHalfOpen: true } }, (client, accepted) => {
  call(client, 'end');
  accepted.once('end', () => {
    call(client, 'write', 'y', cb(client, 'write-callback'));
  });
  client.once('close', () => call(accepted, 'end'));
});
