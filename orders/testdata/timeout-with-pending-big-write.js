'use strict';
// A write that cannot finish (the peer reads nothing): 'timeout' still comes.
const { call, cb, props, pair } = require('./record.js');

pair({ accepted: { skip: ['data'] } }, (client, accepted) => {
  accepted.pause();
  call(client, 'write', Buffer.alloc(64 << 20), cb(client, 'write-callback'));
  call(client, 'setTimeout', 60);
  client.once('timeout', () => {
    props(client, 'destroyed', 'writableNeedDrain');
    call(client, 'destroy');
    accepted.destroy();
  });
});
