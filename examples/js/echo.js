// Echo shows a server that sends back what it gets, and a client of it.
const net = require('net');

const server = net.createServer((socket) => {
  socket.pipe(socket);
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const client = net.createConnection({ port, host: '127.0.0.1' }, () => {
    client.write('Hello, ');
    client.end('echo!');
  });
  client.setEncoding('utf8');
  let heard = '';
  client.on('data', (text) => {
    heard += text;
  });
  client.on('close', () => {
    console.log('the server said:', heard);
    server.close();
  });
});
