// Half-open shows a question that ends before its answer begins: the server sorts all lines.
const net = require('net');

const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  let text = '';
  socket.setEncoding('utf8');
  socket.on('data', (part) => {
    text += part;
  });
  socket.on('end', () => {
    console.log('the client has ended, the socket is', socket.readyState);
    const lines = text.trim().split('\n').sort();
    socket.end(lines.join('\n') + '\n');
  });
});

server.listen(0, '127.0.0.1', () => {
  const client = net.connect({ port: server.address().port, host: '127.0.0.1' });
  client.write('pear\napple\n');
  client.end('orange\n');
  client.pipe(process.stdout);
  client.on('close', () => server.close());
});
