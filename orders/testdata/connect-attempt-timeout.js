'use strict';
// The first address accepts nothing (full backlog), the attempt times out after
// autoSelectFamilyAttemptTimeout and the second address is tried and works.
const { net, call, props, serve, watch, takePort, deaf } = require('./record.js');

serve({ listen: { port: takePort() } }, null, ({ port }) => deaf(port, ['127.0.0.2'], (release) => {
  const client = net.connect({
    port, host: 'example.test', autoSelectFamilyAttemptTimeout: 50,
    lookup(host, opts, done) {
      setImmediate(() => done(null, [{ address: '127.0.0.2', family: 4 }, { address: '127.0.0.1', family: 4 }]));
    },
  });
  watch(client, 'client');
  client.once('ready', () => {
    props(client, 'remoteAddress', 'autoSelectFamilyAttemptedAddresses');
    call(client, 'end');
  });
  client.once('close', release);
}));
