'use strict';
// destroy() inside 'connectionAttempt' when the lookup gave several addresses: an uncaught
// TypeError, too. Recorded as a curiosity, not something to copy.
const { net, watch, log, call, serve, quiet, errText } = require('./record.js');

process.on('uncaughtException', (e) => log('process', `uncaught ${errText(e)}`));
const server = serve({ keep: true, quiet: true }, null, ({ port }) => {
  const client = net.connect({
    port, host: 'example.test',
    lookup(host, opts, done) {
      setImmediate(() => done(null, [{ address: '::1', family: 6 }, { address: '127.0.0.1', family: 4 }]));
    },
  });
  watch(client, 'client');
  client.once('connectionAttempt', () => call(client, 'destroy'));
  client.once('close', () => quiet(60, 'client').then(() => server.close()));
});
