'use strict';
// The client writes, ends with data and a callback.
const { call, cb, props, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'write', 'hello', cb(client, 'write-callback'));
  call(client, 'end', ' world', cb(client, 'end-callback'));
  props(client, 'bytesWritten', 'writableLength');
});
