'use strict';
// The client is paused from the start (no 'data' listener, pause()) when the peer
// resets: nothing is noticed until it resumes or writes.
const { call, props, pair, quiet } = require('./record.js');

pair({ client: { skip: ['data'] } }, (client, accepted) => {
  client.pause();
  call(accepted, 'resetAndDestroy');
  quiet(80, 'client').then(() => {
    props(client, 'readyState', 'destroyed');
    call(client, 'resume');
  });
});
