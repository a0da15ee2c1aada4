// What a client sends is read, and dropped.
const net = require('net');
net.createServer((socket) => {
  socket.on('error', () => {});
  socket.on('data', () => {});
}).listen(Number(process.argv[2]), '127.0.0.1');
