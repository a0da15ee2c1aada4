'use strict';
// A custom lookup that calls back synchronously: 'lookup' and 'connectionAttempt' come
// inside the connect() call, before it returns.
const { net, watch, log, call, serve } = require('./record.js');

serve({}, null, ({ port }) => {
  const client = new net.Socket();
  watch(client, 'client');
  call(client, 'connect', {
    port, host: 'example.test',
    lookup(host, opts, done) {
      log('client', 'lookup-called');
      done(null, [{ address: '127.0.0.1', family: 4 }]);
      log('client', 'lookup-done-returned');
    },
  });
  log('client', 'connect-returned');
  client.once('ready', () => call(client, 'end'));
});
