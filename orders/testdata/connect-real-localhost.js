'use strict';
// net.connect(port): host defaults to 'localhost', the real resolver is used.
const { net, watch, call, serve } = require('./record.js');

serve({}, null, ({ port }) => {
  const client = net.connect(port);
  watch(client, 'client');
  client.once('ready', () => call(client, 'end'));
});
