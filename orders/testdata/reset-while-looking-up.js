'use strict';
// resetAndDestroy() while the host name is looked up.
const { net, watch, call, props, serve } = require('./record.js');

serve({}, null, ({ port }) => {
  const client = net.connect({
    port, host: 'example.test',
    lookup(host, opts, done) { setTimeout(() => done(null, [{ address: '127.0.0.1', family: 4 }]), 20); },
  });
  watch(client, 'client');
  call(client, 'resetAndDestroy');
  props(client, 'destroyed', 'connecting');
});
