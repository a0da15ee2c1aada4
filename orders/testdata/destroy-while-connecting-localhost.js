'use strict';
// destroy() right after net.connect() by host name: the lookup is under way. Its result
// is thrown away: no 'lookup' is emitted.
const { net, watch, log, call, serve, quiet } = require('./record.js');

const server = serve({ keep: true, quiet: true }, null, ({ port }) => {
  const client = net.connect({
    port, host: 'localhost',
    lookup(host, opts, done) {
      log('client', 'lookup-called');
      setTimeout(() => {
        log('client', 'lookup-calls-back');
        done(null, [{ address: '127.0.0.1', family: 4 }]);
      }, 20);
    },
  });
  watch(client, 'client');
  call(client, 'destroy');
  client.once('close', () => quiet(80, 'client').then(() => server.close()));
});
