'use strict';
// end() inside 'data' while the peer (half open) goes on sending: data keeps coming.
const { call, pair } = require('./record.js');

pair({ server: { allowHalfOpen: true } }, (client, accepted) => {
  client.once('data', () => call(client, 'end'));
  call(accepted, 'write', 'one');
  accepted.once('end', () => {
    call(accepted, 'write', 'two');
    client.once('data', () => call(accepted, 'end', 'three'));
  });
});
