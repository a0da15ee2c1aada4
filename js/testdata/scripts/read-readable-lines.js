'use strict';
// A protocol with a length in front of each message, read with 'readable' and read(n).

const net = require('net');

const messages = ['', 'a', 'hello', 'x'.repeat(1000), 'y'.repeat(100_000), 'end'];

const server = net.createServer((accepted) => {
  let size = -1;
  accepted.on('readable', () => {
    for (;;) {
      if (size < 0) {
        const head = accepted.read(4);
        if (!head) return;
        size = head.readUInt32BE(0);
      }
      const body = size === 0 ? Buffer.alloc(0) : accepted.read(size);
      if (!body) return;
      console.log('message', body.length, body.toString().slice(0, 5));
      size = -1;
    }
  });
  accepted.on('end', () => {
    console.log('end');
    server.close();
  });
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  for (const message of messages) {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(Buffer.byteLength(message), 0);
    client.write(head);
    client.write(message);
  }
  client.end();
});
