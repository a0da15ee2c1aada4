'use strict';
// 1 MiB, end, the reader counts; bytesWritten / bytesRead after close.
const { call, cb, props, pair } = require('./record.js');

pair({ accepted: { sum: true } }, (client, accepted) => {
  call(client, 'write', Buffer.alloc(1 << 20), cb(client, 'write-callback'));
  call(client, 'end', cb(client, 'end-callback'));
  client.once('close', () => props(client, 'bytesWritten', 'bytesRead'));
  accepted.once('close', () => props(accepted, 'bytesWritten', 'bytesRead'));
});
