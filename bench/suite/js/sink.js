// Reads what a client sends and discards it.
const net = require('net');
net.createServer((socket) => {
  socket.on('error', () => {});
  socket.on('data', () => {});
}).listen(Number(process.argv[2]), '127.0.0.1');
