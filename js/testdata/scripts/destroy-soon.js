'use strict';
// destroySoon: everything written arrives, then the socket is destroyed.

const net = require('net');

let total = 0;
const server = net.createServer((accepted) => {
  accepted.on('data', (chunk) => {
    total += chunk.length;
  });
  accepted.on('close', () => {
    console.log('server all', total);
    server.close();
  });
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', () => {
    client.write(Buffer.alloc(3_000_000));
    console.log(client.destroySoon(), client.destroyed, client.writable, client.writableEnded);
    client.on('finish', () => console.log('client finish', client.destroyed));
    client.on('close', (hadError) => console.log('client close', hadError));
  });
});
server.on('close', () => console.log('server close'));
// in any order between server and client
