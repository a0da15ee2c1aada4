'use strict';
// An 'error' that nobody listens to ends the program with code 1.

const net = require('net');

process.on('exit', (code) => console.log('exit', code));
const server = net.createServer().listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  server.close(() => {
    const socket = net.connect(port, '127.0.0.1');
    socket.on('close', () => console.log('close?'));
    setTimeout(() => console.log('timer?'), 1000);
  });
});
