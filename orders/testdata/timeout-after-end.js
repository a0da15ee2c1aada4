'use strict';
// The timeout is still armed between our end() and the peer's.
const { call, pair } = require('./record.js');

pair({ server: { allowHalfOpen: true } }, (client, accepted) => {
  call(client, 'setTimeout', 50);
  call(client, 'end');
  client.once('timeout', () => call(accepted, 'end'));
});
