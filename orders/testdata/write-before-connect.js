'use strict';
// Two writes and an end before the connection is there: all sent, callbacks after
// 'connect'; the first write's callback comes before 'ready'.
const { net, watch, call, cb, props, serve } = require('./record.js');

serve({}, null, (address) => {
  const client = net.connect(address, cb('client', 'connect-callback'));
  watch(client, 'client');
  call(client, 'write', 'one', cb(client, 'write-callback-1'));
  call(client, 'write', 'two', cb(client, 'write-callback-2'));
  call(client, 'end', 'three', cb(client, 'end-callback'));
  props(client, 'writableLength', 'bytesWritten', 'readyState');
});
