'use strict';
// resetAndDestroy() on a unix socket: throws ERR_INVALID_HANDLE_TYPE, socket unharmed.
const { call, cb, props, pair } = require('./record.js');

pair({ unix: true }, (client) => {
  call(client, 'resetAndDestroy');
  props(client, 'destroyed', 'errored', 'readyState');
  call(client, 'end', 'still works', cb(client, 'end-callback'));
});
