'use strict';
// net.connect() with a signal that is aborted already: 'error' and 'close' come, but the
// connection is made all the same. Recorded as a curiosity, not something to copy.
const { net, watch, props, serve, quiet } = require('./record.js');

const server = serve({ keep: true, quiet: true }, null, (address) => {
  const client = watch(net.connect({ ...address, signal: AbortSignal.abort() }), 'client');
  props(client, 'destroyed', 'connecting', 'readyState');
  quiet(100, client).then(() => {
    props(client, 'destroyed', 'connecting', 'readyState');
    client.destroy();
    server.close();
  });
});
