'use strict';
// The peer ends while a big write of ours is pending (allowHalfOpen false): the write is
// still delivered before our own end.
const { call, cb, props, pair, later } = require('./record.js');

pair({ accepted: { sum: true } }, (client, accepted) => {
  accepted.pause();
  call(client, 'write', Buffer.alloc(16 << 20), cb(client, 'write-callback'));
  call(accepted, 'end', 'bye');
  client.once('end', () => {
    props(client, 'writableEnded', 'readyState');
    process.nextTick(() => process.nextTick(() => props(client, 'writableEnded', 'readyState')));
    later(() => accepted.resume(), 20);
  });
});
