'use strict';
// Reading when listeners come late, go away, and change their kind.

const net = require('net');

const server = net.createServer((accepted) => {
  accepted.write('first');
  accepted.on('data', (ask) => accepted.write(`answer ${ask}`));
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  const arrived = (bytes, f) => (client.bytesRead < bytes ? setImmediate(arrived, bytes, f) : f());
  arrived(5, () => {
    console.log('nothing is lost', client.bytesRead, client.readableFlowing, client.readableLength);
    client.once('data', (chunk) => {
      console.log('once', String(chunk), client.readableFlowing, client.listenerCount('data'));
      client.write('1');
      arrived(13, () => {
        console.log('flows on, unheard', client.bytesRead, client.readableLength, client.readableFlowing);
        client.on('readable', () => {
          const got = client.read();
          if (got !== null) console.log('readable', String(got), client.readableFlowing);
        });
        client.write('2');
        arrived(21, () => {
          client.removeAllListeners('readable');
          client.on('data', (chunk) => {
            console.log('data', String(chunk), client.readableFlowing);
            client.end();
            server.close();
          });
          client.resume();
          client.write('3');
        });
      });
    });
  });
});
