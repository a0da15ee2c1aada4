'use strict';
// A socket can be connected again after its 'close'.

const net = require('net');

let count = 0;
const server = net.createServer((accepted) => {
  accepted.end(`greeting ${++count}`);
}).listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const socket = new net.Socket();
  socket.setEncoding('utf8');
  socket.on('connect', () => console.log('connect', socket.bytesRead, socket.bytesWritten, socket.destroyed));
  socket.on('data', (text) => console.log('data', JSON.stringify(text)));
  socket.on('end', () => console.log('end', socket.bytesRead));
  socket.on('close', (hadError) => {
    console.log('close', hadError, socket.destroyed, socket.readyState, socket.pending);
    if (count === 3) return server.close();
    console.log(socket.connect(port, '127.0.0.1') === socket, socket.destroyed, socket.connecting, socket.readyState);
  });
  socket.connect(port, '127.0.0.1');
});
