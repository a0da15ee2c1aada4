// Address-in-use shows how a server tries again when its port is still taken.
const net = require('net');

const other = net.createServer();
other.listen(0, '127.0.0.1', () => {
  const { port } = other.address();
  const server = net.createServer();
  let attempts = 0;

  server.on('error', (error) => {
    if (error.code !== 'EADDRINUSE') throw error;
    console.log(`attempt ${++attempts}: address in use, trying again`);
    if (attempts === 2) other.close(); // now it will work
    setTimeout(() => {
      server.close();
      server.listen(port, '127.0.0.1');
    }, 50);
  });
  server.on('listening', () => {
    console.log('listening on the port at last:', server.address().port === port);
    server.close();
  });
  server.listen(port, '127.0.0.1');
});
