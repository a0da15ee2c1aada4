'use strict';
// server.address() before, while and after listening.

const net = require('net');

const server = net.createServer();
console.log('before', server.address());
server.listen(0, '127.0.0.1');
console.log('at once', server.address(), server.listening);
server.on('listening', () => {
  const address = server.address();
  console.log(Object.keys(address).join(), address.address, address.family, address.port > 0);
  console.log('a new object each time', address !== server.address());
  console.log(server._connectionKey);
  server.close();
  console.log('closing', server.address());
});
server.on('close', () => {
  console.log('closed', server.address());
  const second = net.createServer().listen(0, '::1', () => {
    const { address, family } = second.address();
    console.log(address, family);
    second.close();
  });
});
