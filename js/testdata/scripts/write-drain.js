'use strict';
// write returns false from the high-water mark on; 'drain' once everything is out.

const net = require('net');

const server = net.createServer((accepted) => {
  accepted.resume().on('end', () => server.close());
}).listen(0, '127.0.0.1', () => {
  const client = new net.Socket({ writableHighWaterMark: 100 });
  client.connect(server.address().port, '127.0.0.1');
  console.log(client.writableHighWaterMark, client.readableHighWaterMark);
  console.log(client.write('x'.repeat(99)), client.writableNeedDrain, client.writableLength);
  console.log(client.write('y'), client.writableNeedDrain, client.writableLength);
  console.log(client.write('z'), client.writableNeedDrain, client.writableLength);
  let drains = 0;
  client.on('drain', () => {
    console.log('drain', ++drains, client.writableLength, client.writableNeedDrain);
    if (drains === 1) {
      client.cork();
      console.log('corked', client.write('a'.repeat(60)), client.write('b'.repeat(60)));
      client.uncork();
    } else {
      client.cork();
      console.log('with end', client.write('c'.repeat(200)));
      client.end(() => console.log('ended', drains));
    }
  });
});
