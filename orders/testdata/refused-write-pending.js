'use strict';
// Writes and an end wait for the connect, which is refused: their callbacks.
const { net, watch, call, cb, props, closedPort } = require('./record.js');

closedPort((port) => {
  const client = net.connect(port, '127.0.0.1');
  watch(client, 'client');
  call(client, 'write', 'one', cb(client, 'write-callback-1'));
  call(client, 'write', 'two', cb(client, 'write-callback-2'));
  call(client, 'end', 'three', cb(client, 'end-callback'));
  props(client, 'writableLength', 'bytesWritten');
});
