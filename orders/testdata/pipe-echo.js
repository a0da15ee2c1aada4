'use strict';
// accepted.pipe(accepted): the echo, and how it ends when the client ends.
const { log, call, cb, pair } = require('./record.js');

pair({ accepted: { skip: ['data'] } }, (client, accepted) => {
  accepted.on('unpipe', () => log('accepted', 'unpipe'));
  accepted.on('pipe', () => log('accepted', 'pipe'));
  accepted.pipe(accepted);
  call(client, 'write', 'hello', cb(client, 'write-callback'));
  client.once('data', () => call(client, 'end', cb(client, 'end-callback')));
});
