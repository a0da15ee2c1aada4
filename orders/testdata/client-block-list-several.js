'use strict';
// The lookup gives a blocked and two other addresses that refuse.
const { net, watch, closedPort } = require('./record.js');

const blockList = new net.BlockList();
blockList.addAddress('127.0.0.1');
closedPort((port) => {
  watch(net.connect({
    port, host: 'example.test', blockList,
    lookup(h, o, done) { setImmediate(() => done(null, [{ address: '127.0.0.1', family: 4 }, { address: '::1', family: 6 }, { address: '127.0.0.2', family: 4 }])); },
  }), 'client');
});
