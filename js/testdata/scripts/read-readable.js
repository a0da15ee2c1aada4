'use strict';
// 'readable' and read(n): data is pulled in the sizes that are wanted.

const net = require('net');

const server = net.createServer((accepted) => accepted.end('0123456789abcdef')).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.pause();
  client.on('end', () => console.log('end', client.readableLength, client.read(), client.read(1)));
  client.on('close', () => server.close());
  const whenAll = () => {
    if (client.bytesRead < 16) return setImmediate(whenAll);
    console.log(client.readableLength, String(client.read(4)), client.readableLength);
    console.log(String(client.read(1)), client.read(0), client.readableFlowing);
    client.unshift('<<');
    client.unshift(Buffer.from('!'));
    console.log(String(client.read(3)), client.readableLength);
    console.log(client.read(100), client.readableLength);
    console.log(String(client.read()), client.readableLength);
  };
  client.once('connect', () => {
    client.on('readable', () => {});
    whenAll();
  });
});
