// Connect-timeout shows how to give up on a connection that does not come about in time.
const net = require('net');

function connect(options, limit) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(options);
    const timer = setTimeout(() => socket.destroy(new Error(`not connected in ${limit} ms`)), limit);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeListener('error', reject);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}

const server = net.createServer((socket) => socket.end());
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address();
  const socket = await connect({ port, host: '127.0.0.1' }, 1000);
  console.log('connected to', socket.remoteAddress);
  socket.destroy();

  const never = () => {}; // a resolver that does not answer
  await connect({ port, host: 'slow.example', lookup: never }, 50).catch((error) => console.log(error.message));
  server.close();
});
