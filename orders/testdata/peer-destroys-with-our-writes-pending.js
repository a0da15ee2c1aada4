'use strict';
// We have a lot of unsent data, the peer (which has unread data) is destroyed.
const { call, cb, pair } = require('./record.js');

pair({ accepted: { skip: ['data'] } }, (client, accepted) => {
  accepted.pause();
  call(client, 'write', Buffer.alloc(64 << 20), cb(client, 'write-callback-1'));
  call(client, 'write', 'two', cb(client, 'write-callback-2'));
  setImmediate(() => call(accepted, 'destroy'));
});
