'use strict';
// listen({ host: '::', ipv6Only: true }): an IPv4 client is refused.
const { net, watch, takePort } = require('./record.js');

const server = watch(net.createServer(), 'server');
server.listen({ port: takePort(), host: '::', ipv6Only: true }, () => {
  const client = watch(net.connect(server.address().port, '127.0.0.1'), 'client');
  client.once('close', () => server.close());
});
