'use strict';
// A relative unix path: address() gives it as it was.
const { net, watch, log, call, tmpPath } = require('./record.js');

process.chdir(tmpPath(''));
const server = watch(net.createServer((accepted) => { watch(accepted, 'accepted'); server.close(); }), 'server');
server.listen('rel.sock', () => {
  log('server', `address ${server.address()}`);
  const client = watch(net.connect('rel.sock'), 'client');
  client.once('ready', () => call(client, 'end'));
});
