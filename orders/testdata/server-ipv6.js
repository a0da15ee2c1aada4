'use strict';
// listen(0, '::1') and a client.
const { net, watch, log, call, props } = require('./record.js');

const server = watch(net.createServer((accepted) => {
  watch(accepted, 'accepted');
  props(accepted, 'remoteAddress', 'remoteFamily', 'localAddress', 'localFamily');
  server.close();
}), 'server');
server.listen(0, '::1', () => {
  log('server', `address ${server.address().address} ${server.address().family}`);
  const client = watch(net.connect(server.address().port, '::1'), 'client');
  client.once('ready', () => call(client, 'end'));
});
