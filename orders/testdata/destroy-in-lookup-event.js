'use strict';
// destroy() inside the 'lookup' event.
const { net, watch, call, serve, quiet } = require('./record.js');

const server = serve({ keep: true, quiet: true }, null, ({ port }) => {
  const client = net.connect({
    port, host: 'example.test',
    lookup(host, opts, done) { setImmediate(() => done(null, [{ address: '127.0.0.1', family: 4 }])); },
  });
  watch(client, 'client');
  client.once('lookup', () => call(client, 'destroy'));
  client.once('close', () => quiet(60, 'client').then(() => server.close()));
});
