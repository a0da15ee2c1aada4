// Backpressure shows a fast writer that waits for a slow reader: write says false, 'drain' says go on.
const net = require('net');

const megabyte = Buffer.alloc(1024 * 1024, 'x');

const server = net.createServer((socket) => {
  let total = 0;
  socket.on('data', (chunk) => {
    total += chunk.length;
    socket.pause(); // busy for a while
    setTimeout(() => socket.resume(), 1);
  });
  socket.on('end', () => {
    console.log(`read ${total / megabyte.length} MB`);
    server.close();
  });
});

server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  let left = 8;
  let waits = 0;
  let most = 0;
  function send() {
    while (left > 0) {
      left--;
      const goOn = client.write(megabyte);
      most = Math.max(most, client.writableLength);
      if (!goOn) {
        waits++;
        client.once('drain', send);
        return;
      }
    }
    console.log('it had to wait:', waits > 0);
    console.log('never more than a megabyte was kept:', most <= megabyte.length);
    client.end();
  }
  send();
});
