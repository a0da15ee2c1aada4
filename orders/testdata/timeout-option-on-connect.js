'use strict';
// net.connect({ timeout: 50 }): armed when the socket is made, fires when idle.
const { net, watch, call, props, serve } = require('./record.js');

serve({}, null, (address) => {
  const client = net.connect({ ...address, timeout: 50 });
  watch(client, 'client');
  props(client, 'timeout');
  client.once('timeout', () => { props(client, 'readyState', 'timeout'); call(client, 'end'); });
});
