'use strict';
// destroy() inside 'connectionAttemptFailed' while a second address is still to be tried.
const { net, watch, call, state, quiet, closedPort } = require('./record.js');

closedPort((port) => {
  const client = net.connect({
    port, host: 'example.test',
    lookup(host, opts, done) {
      setImmediate(() => done(null, [{ address: '::1', family: 6 }, { address: '127.0.0.1', family: 4 }]));
    },
  });
  watch(client, 'client');
  client.once('connectionAttemptFailed', () => call(client, 'destroy'));
  quiet(100, 'client').then(() => state(client));
});
