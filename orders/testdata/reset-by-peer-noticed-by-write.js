'use strict';
// The client never reads (no listener, not even paused explicitly: flowing null) when
// the peer resets.
const { call, cb, props, pair, quiet } = require('./record.js');

pair({ client: { skip: ['data'] } }, (client, accepted) => {
  props(client, 'readableFlowing');
  call(accepted, 'resetAndDestroy');
  quiet(60, 'client').then(() => {
    props(client, 'readyState', 'destroyed');
    if (!client.destroyed) call(client, 'write', 'x', cb(client, 'write-callback'));
  });
});
