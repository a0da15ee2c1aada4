// Onread shows how a client reads everything into one buffer of its own, without 'data' events.
const net = require('net');

const server = net.createServer((socket) => {
  socket.end('a'.repeat(100_000));
});

server.listen(0, '127.0.0.1', () => {
  let total = 0;
  const client = net.connect({
    port: server.address().port,
    host: '127.0.0.1',
    onread: {
      buffer: Buffer.alloc(4096),
      callback(size, buffer) {
        // buffer is the same each time: only its first size bytes are new.
        for (let i = 0; i < size; i++) {
          if (buffer[i] === 97) total++;
        }
        return true; // false would pause
      },
    },
  });
  client.on('end', () => {
    console.log(`counted ${total} letters in a buffer of 4096`);
    server.close();
  });
});
