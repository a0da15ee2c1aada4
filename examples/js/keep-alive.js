// Keep-alive shows the options of a connection: no delay, keep-alive, type of service.
const net = require('net');

const server = net.createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: 10_000 }, (socket) => {
  socket.end('small and at once');
});

server.listen(0, '127.0.0.1', () => {
  const client = net.connect({ port: server.address().port, host: '127.0.0.1' });
  client.setNoDelay();
  client.setKeepAlive(true, 30_000);
  client.on('connect', () => {
    client.setTypeOfService(0x10); // low delay
    console.log('type of service:', client.getTypeOfService());
  });
  client.on('data', (data) => console.log(data.toString()));
  client.on('close', () => server.close());
});
