// Idle-timeout shows how a server says goodbye to clients that are silent.
const net = require('net');

const server = net.createServer((socket) => {
  socket.setTimeout(300);
  socket.on('timeout', () => {
    console.log('silent for 300 ms');
    socket.end('good night\n');
  });
  socket.on('data', (data) => {
    console.log('heard:', data.toString());
    socket.write('go on\n');
  });
});

server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.write('one');
  client.once('data', () => client.write('two')); // in time; then nothing any more
  client.on('data', (data) => process.stdout.write(`server: ${data}`));
  client.on('close', () => server.close());
});
