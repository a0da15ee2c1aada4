'use strict';
// The peer is paused: a big write stays pending (no callback, no 'drain') until it resumes.
const { log, call, cb, props, pair, quiet } = require('./record.js');

pair({ accepted: { sum: true } }, (client, accepted) => {
  accepted.pause();
  call(client, 'write', Buffer.alloc(32 << 20), cb(client, 'write-callback'));
  quiet(80, client).then(() => {
    props(client, 'writableLength', 'writableNeedDrain');
    log('accepted', `buffered-at-least-the-high-water-mark ${accepted.readableLength >= 65536} less-than-all ${accepted.readableLength < (32 << 20)}`);
    accepted.resume();
    client.once('drain', () => client.end());
  });
});
