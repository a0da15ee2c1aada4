'use strict';
// The same with an allowHalfOpen server.
const { log, call, cb, pair } = require('./record.js');

pair({ server: { allowHalfOpen: true }, accepted: { skip: ['data'] } }, (client, accepted) => {
  accepted.on('unpipe', () => log('accepted', 'unpipe'));
  accepted.pipe(accepted);
  call(client, 'end', 'hello', cb(client, 'end-callback'));
});
