'use strict';
// net.connect({ blockList }) to a blocked ip.
const { net, watch, log, call, serve } = require('./record.js');

const blockList = new net.BlockList();
blockList.addAddress('127.0.0.1');
const server = serve({ keep: true }, null, (address) => {
  const client = watch(net.connect({ ...address, blockList }), 'client');
  client.once('error', (e) => log('client', `error-keys ${Object.keys(e).join(' ')}`));
  client.once('close', () => call(server, 'close'));
});
