'use strict';
// All events of a successful connect by host name (custom lookup, one address).
const { net, watch, log, call, serve } = require('./record.js');

serve({}, null, ({ port }) => {
  const client = net.connect({
    port, host: 'example.test',
    lookup(host, opts, done) {
      log('client', `lookup-called ${host} family=${opts.family} hints=${opts.hints} all=${opts.all}`);
      setImmediate(() => done(null, opts.all ? [{ address: '127.0.0.1', family: 4 }] : '127.0.0.1', 4));
    },
  });
  watch(client, 'client');
  log('client', 'net.connect-returned');
  client.once('ready', () => call(client, 'end'));
});
