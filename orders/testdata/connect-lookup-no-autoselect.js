'use strict';
// autoSelectFamily: false: lookup gets all=false, and no list.
const { net, watch, log, call, serve } = require('./record.js');

serve({}, null, ({ port }) => {
  const client = net.connect({
    port, host: 'example.test', autoSelectFamily: false,
    lookup(host, opts, done) {
      log('client', `lookup-called ${host} family=${opts.family} hints=${opts.hints} all=${opts.all}`);
      setImmediate(() => done(null, '127.0.0.1', 4));
    },
  });
  watch(client, 'client');
  client.once('ready', () => call(client, 'end'));
});
