'use strict';
// Writes while connecting are kept and sent in order.

const net = require('net');

const server = net.createServer((accepted) => {
  let text = '';
  accepted.setEncoding('utf8').on('data', (part) => {
    text += part;
  }).on('end', () => {
    console.log('server', text);
    server.close();
  });
});
server.listen(0, '127.0.0.1', () => {
  const client = new net.Socket();
  client.connect(server.address().port, '127.0.0.1');
  console.log(client.write('one '), client.writableLength, client.bytesWritten, client.bufferSize, client.pending);
  console.log(client.write('zwei ', 'latin1'), client.write(Buffer.from('trois ')), client.writableLength, client.bytesWritten);
  console.log(client.write('x'.repeat(70_000).replace(/x/g, '')), client.write(Buffer.alloc(0)));
  client.on('connect', () => console.log('client connect', client.bytesWritten));
  client.on('ready', () => console.log('client ready', client.bytesWritten));
  client.end('end', () => console.log('client finished', client.bytesWritten, client.writableLength));
  console.log(client.writableEnded, client.writable, client.readyState);
});
// in any order between server and client
