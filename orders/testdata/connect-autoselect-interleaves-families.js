'use strict';
// Order of attempts for [4, 4, 6, 6]: all refused.
const { net, watch, closedPort } = require('./record.js');

closedPort((port) => {
  const client = net.connect({
    port, host: 'example.test',
    lookup(host, opts, done) {
      setImmediate(() => done(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '127.0.0.2', family: 4 },
        { address: '::1', family: 6 },
        { address: '::1', family: 6 },
        { address: '127.0.0.3', family: 4 },
      ]));
    },
  });
  watch(client, 'client');
});
