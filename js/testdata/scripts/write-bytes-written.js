'use strict';
// bytesWritten counts what is queued too, in bytes, for strings in any encoding.

const net = require('net');

const server = net.createServer((accepted) => accepted.resume()).listen(0, '127.0.0.1', () => {
  const client = new net.Socket();
  console.log('fresh', client.bytesWritten, client.bytesRead);
  client.connect(server.address().port, '127.0.0.1');
  client.write('€');
  console.log(client.bytesWritten, client.writableLength);
  client.write('abcd', 'hex');
  console.log(client.bytesWritten, client.writableLength);
  client.write('é', 'latin1');
  console.log(client.bytesWritten, client.writableLength);
  client.on('connect', () => {
    console.log('connect', client.bytesWritten);
    client.cork();
    client.write('ab');
    client.write('€€');
    client.write(Buffer.alloc(10));
    console.log('corked', client.bytesWritten, client.writableLength);
    client.uncork();
    client.end('!');
  });
  client.on('finish', () => console.log('finish', client.bytesWritten, client._bytesDispatched, client.writableLength));
  client.on('close', () => {
    console.log('close', client.bytesWritten, client.bytesRead);
    server.close();
  });
});
