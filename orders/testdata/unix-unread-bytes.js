'use strict';
// bytesRead / bytesWritten and ends on a unix socket.
const { call, cb, props, pair } = require('./record.js');

pair({ unix: true }, (client, accepted) => {
  call(client, 'write', '\u20ac', cb(client, 'write-callback'));
  call(accepted, 'end', 'four');
  client.once('close', () => props(client, 'bytesRead', 'bytesWritten'));
  accepted.once('close', () => props(accepted, 'bytesRead', 'bytesWritten'));
});
