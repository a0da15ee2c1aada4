'use strict';
// socket.setTimeout(50) while the peer does not accept: 'timeout' comes, and the
// socket keeps connecting.
const { net, watch, call, props, quiet, takePort, deaf } = require('./record.js');

const port = takePort();
deaf(port, ['127.0.0.2'], (release) => {
  const client = net.connect({ port, host: '127.0.0.2', timeout: 60 });
  watch(client, 'client');
  client.once('timeout', () => {
    props(client, 'readyState', 'connecting', 'destroyed', 'timeout');
    quiet(150, 'client').then(() => call(client, 'destroy'));
  });
  client.once('close', release);
});
