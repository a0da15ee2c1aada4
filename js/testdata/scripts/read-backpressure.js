'use strict';
// A paused reader makes the writer wait: its write returns false and 'drain' comes after resume only.

const net = require('net');

const server = net.createServer({ pauseOnConnect: true }, (accepted) => {
  const client = clients.shift();
  const chunk = Buffer.alloc(256 * 1024);
  let sent = 0;
  let drained = false;
  client.on('drain', () => {
    drained = true;
  });
  const fill = () => {
    if (client.writableLength > 1024 * 1024) {
      drained = false;
      setTimeout(() => {
        console.log('stalled', client.writableLength > 1024 * 1024, 'drained', drained, client.writableNeedDrain);
        console.log('read at most', accepted.bytesRead <= 256 * 1024, accepted.readableLength <= 256 * 1024);
        let total = 0;
        accepted.on('data', (data) => {
          total += data.length;
        });
        accepted.on('end', () => {
          console.log('all', total === sent, 'drained', drained);
          server.close();
        });
        accepted.resume();
        client.end();
      }, 60);
      return;
    }
    client.write(chunk);
    sent += chunk.length;
    setImmediate(fill);
  };
  fill();
});
const clients = [];
server.listen(0, '127.0.0.1', () => {
  clients.push(net.connect(server.address().port, '127.0.0.1'));
});
