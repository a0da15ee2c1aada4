'use strict';
// The same with net.connect(): listeners added after the call still get everything.
const { net, watch, log, call, props, state, serve } = require('./record.js');

serve({}, (accepted) => {
  state(accepted);
  accepted.once('close', () => state(accepted));
}, (address) => {
  const client = net.connect(address, () => log('client', 'connect-callback'));
  watch(client, 'client');
  log('client', 'net.connect-returned');
  props(client, 'readyState', 'connecting', 'pending');
  process.nextTick(() => { log('client', 'next-tick'); props(client, 'readyState', 'connecting'); });
  client.once('ready', () => call(client, 'end'));
});
