'use strict';
// 300 kB arrive at a paused client: it stops reading at its high water mark (64 KiB).
// Then the peer resets: not noticed until resume().
const { log, call, cb, props, pair, quiet, later } = require('./record.js');

pair({ client: { skip: ['data'] } }, (client, accepted) => {
  client.on('data', () => {});
  client.pause();
  call(accepted, 'write', Buffer.alloc(300000), cb('accepted', 'write-callback'));
  later(() => {
    log('client', `buffered-at-least-64KiB ${client.readableLength >= 65536} all ${client.readableLength === 300000}`);
    call(accepted, 'resetAndDestroy');
    quiet(80, 'client').then(() => {
      props(client, 'readyState', 'destroyed');
      call(client, 'resume');
    });
  }, 40);
});
