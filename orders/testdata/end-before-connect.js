'use strict';
// end() before the connection is there.
const { net, watch, call, cb, props, serve } = require('./record.js');

serve({}, null, (address) => {
  const client = net.connect(address);
  watch(client, 'client');
  call(client, 'end', cb(client, 'end-callback'));
  props(client, 'readyState', 'writable', 'writableEnded', 'connecting');
});
