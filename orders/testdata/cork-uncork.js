'use strict';
// cork(), three writes, uncork(): one chunk arrives, callbacks in order.
const { log, call, cb, props, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'cork');
  call(client, 'write', 'a', cb(client, 'write-callback-a'));
  call(client, 'write', 'b', cb(client, 'write-callback-b'));
  call(client, 'write', 'c', cb(client, 'write-callback-c'));
  props(client, 'writableCorked', 'writableLength', 'bytesWritten');
  setImmediate(() => {
    log('client', 'immediate');
    call(client, 'uncork');
    props(client, 'writableCorked', 'writableLength', 'bytesWritten');
    setImmediate(() => call(client, 'end'));
  });
});
