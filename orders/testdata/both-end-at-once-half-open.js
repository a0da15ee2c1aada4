'use strict';
// Both sides allow half open and both call end() in the same tick.
const { call, pair } = require('./record.js');

pair({ server: { allowHalfOpen: true }, connect: { allowHalfOpen: true } }, (client, accepted) => {
  call(client, 'end', 'from client');
  call(accepted, 'end', 'from accepted');
});
