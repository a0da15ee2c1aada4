'use strict';
// cork(), two writes, end(): end uncorks.
const { call, cb, props, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'cork');
  call(client, 'cork');
  call(client, 'write', 'a', cb(client, 'write-callback-a'));
  call(client, 'write', 'b', cb(client, 'write-callback-b'));
  call(client, 'end', 'c', cb(client, 'end-callback'));
  props(client, 'writableCorked', 'writableLength', 'bytesWritten');
});
