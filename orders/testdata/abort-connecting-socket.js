'use strict';
// net.connect({ signal }), aborted right after the call.
const { net, watch, log, props, serve } = require('./record.js');

const server = serve({ keep: true, quiet: true }, null, (address) => {
  const ac = new AbortController();
  const client = watch(net.connect({ ...address, signal: ac.signal }), 'client');
  log('client', 'abort');
  ac.abort();
  props(client, 'destroyed', 'readyState');
  client.once('error', (e) => log('client', `error-name ${e.name} cause ${e.cause && e.cause.name} ${e.cause && e.cause.message}`));
  client.once('close', () => server.close());
});
