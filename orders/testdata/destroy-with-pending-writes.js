'use strict';
// A write bigger than the kernel takes, two more behind it, the peer reads nothing,
// then destroy(): what the callbacks get, and when.
const { log, call, cb, props, pair } = require('./record.js');

pair({ accepted: { skip: ['data'] } }, (client, accepted) => {
  accepted.pause();
  call(client, 'write', Buffer.alloc(64 << 20), cb(client, 'write-callback-1'));
  call(client, 'write', 'two', cb(client, 'write-callback-2'));
  call(client, 'write', 'three', cb(client, 'write-callback-3'));
  props(client, 'writableLength', 'writableNeedDrain');
  setImmediate(() => {
    call(client, 'destroy');
    props(client, 'writableLength');
    process.nextTick(() => log('client', 'next-tick'));
    setImmediate(() => log('client', 'immediate'));
  });
  client.once('close', () => accepted.destroy());
});
