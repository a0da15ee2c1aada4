// What one client sends goes to all of them.
const net = require('net');
const sockets = new Set();
net.createServer({ noDelay: true }, (socket) => {
  sockets.add(socket);
  socket.on('error', () => {});
  socket.on('close', () => sockets.delete(socket));
  socket.on('data', (data) => { for (const other of sockets) other.write(data); });
}).listen(Number(process.argv[2]), '127.0.0.1');
