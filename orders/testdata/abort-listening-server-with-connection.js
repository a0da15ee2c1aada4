'use strict';
// The same with a connection open: it stays open.
const { net, watch, log, call, quiet } = require('./record.js');

const ac = new AbortController();
const server = watch(net.createServer((accepted) => {
  watch(accepted, 'accepted');
  log('server', 'abort');
  ac.abort();
}), 'server');
server.listen({ port: 0, host: '127.0.0.1', signal: ac.signal });
server.once('listening', () => {
  const client = watch(net.connect(server.address().port, '127.0.0.1'), 'client');
  client.once('ready', () => quiet(60, server).then(() => call(client, 'end')));
});
