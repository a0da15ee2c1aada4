'use strict';
// write('') and write(empty buffer): callbacks come, nothing is sent.
const { log, call, cb, props, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'write', '', cb(client, 'write-callback-1'));
  call(client, 'write', Buffer.alloc(0), cb(client, 'write-callback-2'));
  call(client, 'write', 'x', cb(client, 'write-callback-3'));
  props(client, 'bytesWritten');
  client.once('drain', () => log('client', 'drain-seen'));
  client.end();
});
