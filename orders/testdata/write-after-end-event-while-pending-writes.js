'use strict';
// The peer ends while we still have a lot of unsent data (allowHalfOpen false): a
// write() after 'end' is "ended by the other party" (EPIPE).
const { call, cb, props, pair } = require('./record.js');

pair({ accepted: { skip: ['data'] } }, (client, accepted) => {
  accepted.pause();
  call(client, 'write', Buffer.alloc(64 << 20), cb(client, 'write-callback-1'));
  call(accepted, 'end', 'bye');
  client.once('end', () => {
    setImmediate(() => {
      props(client, 'writable', 'writableEnded', 'writableFinished', 'destroyed');
      call(client, 'write', 'too late', cb(client, 'write-callback-2'));
      accepted.destroy();
    });
  });
});
