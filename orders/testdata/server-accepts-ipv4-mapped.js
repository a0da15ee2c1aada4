'use strict';
// A dual stack server: what remoteAddress and localAddress of an IPv4 client are.
const { net, watch, call, props } = require('./record.js');

const server = watch(net.createServer((accepted) => {
  watch(accepted, 'accepted');
  props(accepted, 'remoteAddress', 'remoteFamily', 'localAddress', 'localFamily');
  server.close();
}), 'server');
server.listen(0, () => {
  const client = watch(net.connect(server.address().port, '127.0.0.1'), 'client');
  client.once('ready', () => {
    props(client, 'remoteAddress', 'remoteFamily', 'localAddress', 'localFamily');
    call(client, 'end');
  });
});
