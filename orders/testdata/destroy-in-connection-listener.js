'use strict';
// The server destroys the accepted socket inside its 'connection' listener.
const { net, watch, call, state, serve } = require('./record.js');

serve({}, (accepted) => {
  call(accepted, 'destroy');
  state(accepted);
}, (address) => {
  const client = net.connect(address);
  watch(client, 'client');
});
