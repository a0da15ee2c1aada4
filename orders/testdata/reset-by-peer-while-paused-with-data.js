'use strict';
// Data arrives at a paused flow, then the peer resets, then the client resumes.
const { log, call, cb, props, pair, quiet, arrived, show } = require('./record.js');

pair({ client: { skip: ['data'] } }, (client, accepted) => {
  client.on('data', (d) => log('client', `data ${show(d)}`));
  client.pause();
  call(accepted, 'write', 'before reset', cb('accepted', 'write-callback'));
  arrived(client, 12, () => {
    props(client, 'bytesRead', 'readableLength');
    call(accepted, 'resetAndDestroy');
    quiet(60, 'client').then(() => {
      props(client, 'readyState', 'destroyed', 'readableLength');
      call(client, 'resume');
    });
  });
});
