'use strict';
// A big write returns false; order of its callback and 'drain'; the reader counts.
const { call, cb, props, pair } = require('./record.js');

pair({ accepted: { sum: true } }, (client) => {
  call(client, 'write', Buffer.alloc(8 << 20), cb(client, 'write-callback'));
  props(client, 'writableLength', 'writableNeedDrain', 'writableHighWaterMark');
  client.once('drain', () => {
    props(client, 'writableLength', 'writableNeedDrain');
    call(client, 'end');
  });
});
