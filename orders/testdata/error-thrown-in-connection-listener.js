'use strict';
// An exception in a 'connection' listener: the accepted socket stays open.
const { net, watch, log, call, quiet } = require('./record.js');

process.on('uncaughtException', (e) => log('server', `uncaught ${e.message}`));
let acc;
const server = net.createServer((accepted) => {
  acc = watch(accepted, 'accepted');
  throw new Error('in connection');
});
watch(server, 'server');
server.on('connection', () => log('server', 'second-connection-listener'));
server.listen(0, '127.0.0.1', () => {
  const client = watch(net.connect(server.address().port, '127.0.0.1'), 'client');
  client.once('ready', () => quiet(30, client).then(() => { call(client, 'end', 'x'); server.close(); }));
});
