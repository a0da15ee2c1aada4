'use strict';
// write() one tick after 'end' was emitted, allowHalfOpen false.
const { call, cb, props, pair } = require('./record.js');

pair({}, (client, accepted) => {
  client.once('end', () => {
    process.nextTick(() => {
      props(client, 'writable', 'writableEnded');
      call(client, 'write', 'too late?', cb(client, 'write-callback'));
    });
  });
  call(accepted, 'end', 'bye');
});
