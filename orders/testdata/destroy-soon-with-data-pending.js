'use strict';
// destroySoon() after a write: the data is sent, then destroyed; no 'end' on this side.
const { call, cb, props, pair } = require('./record.js');

pair({ accepted: { sum: true } }, (client) => {
  call(client, 'write', Buffer.alloc(8 << 20), cb(client, 'write-callback'));
  call(client, 'destroySoon');
  props(client, 'destroyed', 'writable', 'writableEnded');
});
