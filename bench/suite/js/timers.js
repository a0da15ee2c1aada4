// Echoes what a client sends, and ends a connection that is quiet for a minute.
const net = require('net');
net.createServer({ noDelay: true }, (socket) => {
  socket.setTimeout(60_000, () => socket.destroy());
  socket.on('error', () => {});
  socket.on('data', (data) => { if (!socket.write(data)) socket.pause(); });
  socket.on('drain', () => socket.resume());
}).listen(Number(process.argv[2]), '127.0.0.1');
