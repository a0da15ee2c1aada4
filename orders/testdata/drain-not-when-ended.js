'use strict';
// A big write and end() at once: no 'drain'; write callback, end callback, finish.
const { call, cb, props, pair } = require('./record.js');

pair({ accepted: { sum: true } }, (client) => {
  call(client, 'write', Buffer.alloc(8 << 20), cb(client, 'write-callback'));
  call(client, 'end', 'tail', cb(client, 'end-callback'));
  props(client, 'writableLength');
});
