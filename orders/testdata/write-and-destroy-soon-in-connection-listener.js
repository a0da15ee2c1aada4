'use strict';
// The server writes and calls destroySoon() inside its 'connection' listener.
const { net, watch, call, cb, serve } = require('./record.js');

serve({}, (accepted) => {
  call(accepted, 'write', 'one', cb(accepted, 'write-callback'));
  call(accepted, 'destroySoon');
}, (address) => {
  const client = net.connect(address);
  watch(client, 'client');
});
