// Hello shows a server and a client in one program: they greet each other,
// print what they hear (in any order between them), and the program ends by
// itself.
const net = require('net');

const server = net.createServer((socket) => {
  socket.on('data', (data) => {
    process.stdout.write(`client send message: ${data}`);
  });
  socket.write('hello client');
});
server.on('error', (err) => console.log(err.message));
server.listen(8888, '127.0.0.1', () => console.log(server.address()));

const client = net.connect(8888, '127.0.0.1');
client.on('error', (err) => console.log(err.message));
client.on('connect', () => client.write('hello server!\r\n'));
client.on('data', (data) => {
  console.log('server send message:', data.toString());
  client.end();
  server.close();
});
