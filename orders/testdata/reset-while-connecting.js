'use strict';
// resetAndDestroy() right after net.connect(): waits for the connect.
const { net, watch, call, cb, props, serve } = require('./record.js');

serve({}, null, (address) => {
  const client = net.connect(address, cb('client', 'connect-callback'));
  watch(client, 'client');
  call(client, 'resetAndDestroy');
  props(client, 'readyState', 'connecting', 'destroyed');
});
