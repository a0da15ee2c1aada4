'use strict';
// Three small writes: callbacks in order, one tick later.
const { log, call, cb, props, pair } = require('./record.js');

pair({}, (client) => {
  call(client, 'write', 'a', cb(client, 'write-callback-a'));
  call(client, 'write', 'b', cb(client, 'write-callback-b'));
  call(client, 'write', 'c', cb(client, 'write-callback-c'));
  props(client, 'writableLength', 'bytesWritten', 'writableNeedDrain');
  process.nextTick(() => log('client', 'next-tick'));
  setImmediate(() => { log('client', 'immediate'); call(client, 'end'); });
});
