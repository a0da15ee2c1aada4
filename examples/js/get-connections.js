// Get-connections shows how many clients a server has, and how it limits them.
const net = require('net');

const server = net.createServer((socket) => socket.write('welcome'));
server.maxConnections = 2;
server.on('drop', ({ remoteAddress }) => console.log('one too many, from', remoteAddress));

function count(label) {
  return new Promise((resolve, reject) => {
    server.getConnections((error, number) => {
      if (error) return reject(error);
      console.log(`${label}: ${number}`);
      resolve();
    });
  });
}

function client() {
  return new Promise((resolve) => {
    const socket = net.connect(server.address().port, '127.0.0.1');
    socket.on('error', () => {}); // a connection that is dropped may say so
    socket.once('data', () => resolve(socket));
    socket.once('close', () => resolve(socket));
  });
}

server.listen(0, '127.0.0.1', async () => {
  await count('at first');
  const sockets = [await client(), await client()];
  await count('then');
  sockets.push(await client());
  await count('still');
  for (const socket of sockets) socket.destroy();
  server.close(() => count('at the end'));
});
