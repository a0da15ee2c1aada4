'use strict';
// cork and uncork: writes are gathered, nesting counts.

const net = require('net');

const server = net.createServer((accepted) => {
  accepted.on('data', (chunk) => {
    console.log('server got', String(chunk));
    server.emit('got');
  });
  accepted.on('end', () => server.close());
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', () => {
    console.log(client.writableCorked, client.cork(), client.writableCorked);
    client.write('a', () => console.log('a written'));
    client.write('b', () => console.log('b written'));
    client.cork();
    client.write(Buffer.from('c'), () => console.log('c written'));
    console.log(client.writableCorked, client.writableLength, client.bytesWritten);
    client.uncork();
    console.log(client.writableCorked, client.writableLength);
    setImmediate(() => {
      console.log('still corked', client.writableLength);
      client.uncork();
      console.log('uncorked', client.writableCorked);
      client.uncork();
      server.once('got', () => {
        console.log('sent', client.writableLength, client.bytesWritten);
        client.cork();
        client.write('d');
        client.write('e');
        client.end('f');
      });
    });
  });
});
