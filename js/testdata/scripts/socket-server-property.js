'use strict';
// The property server of an accepted socket; how server and sockets know each other.

const net = require('net');

const server = net.createServer(function(accepted) {
  console.log(this === server, accepted.server === server, server._connections);
  accepted.on('close', () => {
    console.log('close', accepted.server === server, server._connections);
    server.close();
  });
  accepted.end();
  accepted.resume();
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  console.log(client.server);
  client.resume();
});
