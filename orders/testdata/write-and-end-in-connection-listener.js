'use strict';
// The server writes and ends inside its 'connection' listener.
const { net, watch, call, cb, serve } = require('./record.js');

serve({}, (accepted) => {
  call(accepted, 'write', 'one', cb(accepted, 'write-callback'));
  call(accepted, 'end', 'two', cb(accepted, 'end-callback'));
}, (address) => {
  const client = net.connect(address);
  watch(client, 'client');
});
