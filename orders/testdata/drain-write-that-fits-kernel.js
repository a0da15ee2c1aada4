'use strict';
// A write of more than the high water mark that the kernel takes at once: write() returns
// true, no 'drain'.
const { call, cb, props, pair } = require('./record.js');

pair({ accepted: { sum: true } }, (client) => {
  call(client, 'write', Buffer.alloc(100000), cb(client, 'write-callback'));
  props(client, 'writableLength', 'writableNeedDrain', 'writableHighWaterMark');
  setImmediate(() => call(client, 'end'));
});
