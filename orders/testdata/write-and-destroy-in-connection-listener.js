'use strict';
// The server writes and destroys inside its 'connection' listener: the data still
// arrives (the kernel had it), the callback fails.
const { net, watch, call, cb, serve } = require('./record.js');

serve({}, (accepted) => {
  call(accepted, 'write', 'one', cb(accepted, 'write-callback'));
  call(accepted, 'destroy');
}, (address) => {
  const client = net.connect(address);
  watch(client, 'client');
});
