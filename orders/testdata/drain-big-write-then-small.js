'use strict';
// A big write and a small one behind it: when the big one is done the small one is sent
// at once, so 'drain' comes before BOTH callbacks.
const { call, cb, pair } = require('./record.js');

pair({ accepted: { sum: true } }, (client) => {
  call(client, 'write', Buffer.alloc(16 << 20), cb(client, 'write-callback-1'));
  call(client, 'write', 'small', cb(client, 'write-callback-2'));
  client.once('drain', () => call(client, 'end', cb(client, 'end-callback')));
});
