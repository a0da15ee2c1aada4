'use strict';
// destroySoon() right after net.connect(), with a write waiting.
const { net, watch, call, cb, props, serve } = require('./record.js');

serve({}, null, (address) => {
  const client = net.connect(address);
  watch(client, 'client');
  call(client, 'write', 'x', cb(client, 'write-callback'));
  call(client, 'destroySoon');
  props(client, 'destroyed', 'connecting');
});
