'use strict';
// connect with highWaterMark 10: write() returns false from 10 pending bytes on.
const { net, watch, call, cb, props, serve } = require('./record.js');

serve({ accepted: { sum: true } }, null, (address) => {
  const client = net.connect({ ...address, highWaterMark: 10 });
  watch(client, 'client');
  props(client, 'writableHighWaterMark', 'readableHighWaterMark');
  call(client, 'write', '123456789', cb(client, 'write-callback-1'));
  call(client, 'write', '0', cb(client, 'write-callback-2'));
  props(client, 'writableLength', 'writableNeedDrain');
  client.once('drain', () => call(client, 'end'));
});
