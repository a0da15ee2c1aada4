'use strict';
// The option timeout of connect arms the idle timeout before the connection is there.

const net = require('net');

const server = net.createServer((accepted) => accepted.resume().on('error', () => {})).listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const socket = net.connect({ port, host: '127.0.0.1', timeout: 1000 }, () => console.log('connect', socket.timeout));
  console.log('at once', socket.timeout);
  socket.on('timeout', () => {
    console.log('timeout', socket.destroyed, socket.readyState);
    socket.destroy();
  });
  socket.on('close', (hadError) => {
    console.log('close', hadError, socket.timeout);
    const none = net.connect({ port, host: '127.0.0.1', timeout: 0 }, () => {
      console.log('0:', none.timeout);
      none.destroy();
      server.close();
    });
    console.log('0 at once:', none.timeout);
  });
});
