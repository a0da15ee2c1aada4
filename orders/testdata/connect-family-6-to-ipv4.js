'use strict';
// family: 6 with the literal 127.0.0.1: the family option is ignored for a literal.
const { net, watch, call, serve } = require('./record.js');

serve({}, null, (address) => {
  const client = net.connect({ ...address, family: 6 });
  watch(client, 'client');
  client.once('ready', () => call(client, 'end'));
});
