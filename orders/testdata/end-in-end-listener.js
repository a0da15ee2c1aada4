'use strict';
// end(data) inside 'end' with allowHalfOpen false.
const { call, cb, pair } = require('./record.js');

pair({}, (client, accepted) => {
  client.once('end', () => call(client, 'end', 'last words', cb(client, 'end-callback')));
  call(accepted, 'end', 'bye');
});
