// Echoes what a client sends, with 'data' and write.
const net = require('net');
net.createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => {});
  socket.on('data', (data) => { if (!socket.write(data)) socket.pause(); });
  socket.on('drain', () => socket.resume());
}).listen(Number(process.argv[2]), '127.0.0.1');
