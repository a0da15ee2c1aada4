'use strict';
// connect-callback, 'connect' listeners added before and after, 'ready': and nextTick /
// microtask between them.
const { net, watch, log, serve } = require('./record.js');

serve({}, null, (address) => {
  const client = new net.Socket();
  watch(client, 'client', { skip: ['connect', 'ready'] });
  client.on('connect', () => {
    log('client', 'connect-listener-1');
    process.nextTick(() => log('client', 'next-tick'));
    Promise.resolve().then(() => log('client', 'microtask'));
  });
  client.on('ready', () => log('client', 'ready-listener-1'));
  client.connect(address, () => log('client', 'connect-callback'));
  client.on('connect', () => log('client', 'connect-listener-2'));
  client.on('ready', () => { log('client', 'ready-listener-2'); client.end(); });
});
