'use strict';
// Two big writes (neither fits the kernel): one 'drain', after the first callback and
// before the second.
const { call, cb, pair } = require('./record.js');

pair({ accepted: { sum: true } }, (client) => {
  call(client, 'write', Buffer.alloc(16 << 20), cb(client, 'write-callback-1'));
  call(client, 'write', Buffer.alloc(16 << 20), cb(client, 'write-callback-2'));
  client.once('drain', () => call(client, 'end', cb(client, 'end-callback')));
});
