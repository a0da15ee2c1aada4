// Encodings shows text instead of Buffers, and characters that arrive in two parts.
const net = require('net');

const server = net.createServer((socket) => {
  socket.setNoDelay();
  const euro = Buffer.from('€ 5');
  socket.write(euro.subarray(0, 1)); // a third of a character
  setTimeout(() => socket.write(euro.subarray(1)), 20);
  setTimeout(() => socket.write(' caf\u00e9', 'utf8'), 40);
  setTimeout(() => socket.end('e282ac', 'hex'), 60);
});

server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.setEncoding('utf8');
  let text = '';
  client.on('data', (part) => {
    text += part;
  });
  client.on('end', () => {
    console.log(text);
    server.close();
  });
});
