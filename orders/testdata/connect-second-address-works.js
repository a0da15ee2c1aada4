'use strict';
// Lookup returns [::1, 127.0.0.1], the server listens on 127.0.0.1 only.
const { net, watch, call, props, serve } = require('./record.js');

serve({}, null, ({ port }) => {
  const client = net.connect({
    port, host: 'example.test',
    lookup(host, opts, done) {
      setImmediate(() => done(null, [{ address: '::1', family: 6 }, { address: '127.0.0.1', family: 4 }]));
    },
  });
  watch(client, 'client');
  client.once('connectionAttemptFailed', () => {
    props(client, 'readyState', 'connecting', 'destroyed', 'autoSelectFamilyAttemptedAddresses');
  });
  client.once('ready', () => {
    props(client, 'remoteAddress', 'autoSelectFamilyAttemptedAddresses');
    call(client, 'end');
  });
});
