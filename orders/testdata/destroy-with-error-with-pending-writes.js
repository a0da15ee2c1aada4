'use strict';
// The same with destroy(err), and an end(cb) pending too.
const { call, cb, pair } = require('./record.js');

pair({ accepted: { skip: ['data'] } }, (client, accepted) => {
  accepted.pause();
  call(client, 'write', Buffer.alloc(64 << 20), cb(client, 'write-callback-1'));
  call(client, 'write', 'two', cb(client, 'write-callback-2'));
  call(client, 'end', 'three', cb(client, 'end-callback'));
  setImmediate(() => call(client, 'destroy', new Error('boom')));
  client.once('close', () => accepted.destroy());
});
