'use strict';
// The lookup gives a blocked ip.
const { net, watch, call, serve } = require('./record.js');

const blockList = new net.BlockList();
blockList.addAddress('127.0.0.1');
const server = serve({ keep: true }, null, ({ port }) => {
  const client = watch(net.connect({
    port, host: 'example.test', blockList,
    lookup(h, o, done) { setImmediate(() => done(null, [{ address: '127.0.0.1', family: 4 }])); },
  }), 'client');
  client.once('close', () => call(server, 'close'));
});
