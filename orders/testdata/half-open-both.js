'use strict';
// Both allow half open; the client ends, the server answers and ends.
const { call, pair } = require('./record.js');

pair({ server: { allowHalfOpen: true }, connect: { allowHalfOpen: true } }, (client, accepted) => {
  call(client, 'end', 'one');
  accepted.once('end', () => setImmediate(() => call(accepted, 'end', 'two')));
});
