'use strict';
// A write waits for the connection; the 'connect' listener (added before it) writes too:
// the order on the wire is the order of the calls.
const { net, watch, call, cb, serve } = require('./record.js');

serve({}, null, (address) => {
  const client = new net.Socket();
  watch(client, 'client');
  client.connect(address, () => call(client, 'end', 'second', cb(client, 'end-callback')));
  call(client, 'write', 'first-', cb(client, 'write-callback'));
});
