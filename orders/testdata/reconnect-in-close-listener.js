'use strict';
// The same socket connects again after a normal close; the counters start again.
const { net, watch, call, state, serve } = require('./record.js');

let round = 0;
const server = serve({ many: true }, (accepted) => {
  accepted.end('hi');
}, (address) => {
  const client = new net.Socket();
  watch(client, 'client');
  client.on('close', () => {
    state(client);
    if (++round < 2) {
      call(client, 'connect', address);
      state(client);
    } else server.close();
  });
  client.connect(address);
});
