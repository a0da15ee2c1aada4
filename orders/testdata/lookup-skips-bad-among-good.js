'use strict';
// Of three addresses, one is no ip; the others are tried.
const { net, watch, closedPort } = require('./record.js');

closedPort((port) => {
  const client = net.connect({
    port, host: 'nowhere.test',
    lookup(host, opts, done) {
      setImmediate(() => done(null, [
        { address: 'not-an-ip', family: 4 },
        { address: '127.0.0.1', family: 4 },
        { address: '::1', family: 6 },
      ]));
    },
  });
  watch(client, 'client');
});
