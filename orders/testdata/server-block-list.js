'use strict';
// createServer({ blockList }) with 127.0.0.1 blocked: no event at all on the server, the
// client connects and sees the end.
const { net, watch, call, serve } = require('./record.js');

const blockList = new net.BlockList();
blockList.addAddress('127.0.0.1');
const server = serve({ keep: true, server: { blockList } }, null, (address) => {
  const client = watch(net.connect(address), 'client');
  client.once('close', () => call(server, 'close'));
});
