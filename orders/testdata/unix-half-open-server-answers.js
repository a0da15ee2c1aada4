'use strict';
// half-open-server-answers on a unix socket.
const { call, cb, pair } = require('./record.js');

pair({ unix: true, server: { allowHalfOpen: true } }, (client, accepted) => {
  call(client, 'end', 'question');
  accepted.once('end', () => setImmediate(() => call(accepted, 'end', 'answer', cb(accepted, 'end-callback'))));
});
