'use strict';
// Lookup returns [::1, 127.0.0.1], nothing listens on either: AggregateError.
const { net, watch, log, state, closedPort } = require('./record.js');

closedPort((port) => {
  const client = net.connect({
    port, host: 'example.test',
    lookup(host, opts, done) {
      setImmediate(() => done(null, [{ address: '::1', family: 6 }, { address: '127.0.0.1', family: 4 }]));
    },
  });
  watch(client, 'client');
  client.once('error', (e) => {
    log('client', `error-name ${e.name} instanceof-AggregateError=${e instanceof AggregateError} keys=${Object.keys(e).join(' ')}`);
    log('client', `errors ${e.errors.map((x) => `${x.name} ${x.code} ${x.syscall} ${x.address}`).join(' | ')}`);
    state(client);
  });
});
