'use strict';
// ... and never read before: undefined.
const { call, state, pair } = require('./record.js');

pair({}, (client, accepted) => {
  call(client, 'end', 'hello');
  client.once('close', () => state(client));
  accepted.once('close', () => state(accepted));
});
