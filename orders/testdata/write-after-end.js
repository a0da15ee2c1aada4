'use strict';
// write() after end(), with a callback: the socket is destroyed with the error at once;
// the callbacks come before 'error'.
const { call, cb, props, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'end', 'x', cb(client, 'end-callback'));
  call(client, 'write', 'y', cb(client, 'write-callback'));
  props(client, 'destroyed', 'errored', 'writableLength');
});
