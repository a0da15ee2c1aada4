// Graceful-shutdown shows a server that stops accepting, tells its clients, and waits until the last has gone.
const net = require('net');

const sockets = new Set();
const server = net.createServer((socket) => {
  sockets.add(socket);
  socket.write('welcome\n');
  socket.on('close', () => sockets.delete(socket));
});

function shutdown(done) {
  server.close(done);
  for (const socket of sockets) socket.end('closing time\n');
  const hurry = setTimeout(() => {
    for (const socket of sockets) socket.destroy();
  }, 1000);
  hurry.unref(); // nobody waits for it
}

server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  let text = '';
  client.setEncoding('utf8');
  client.on('data', (part) => {
    if (text === '') shutdown(() => console.log('all have left'));
    text += part;
  });
  client.on('end', () => process.stdout.write(text));
});
