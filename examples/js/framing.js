// Framing shows messages with their length in front, read with read(n) as they come.
const net = require('net');

function send(socket, message) {
  const body = Buffer.from(JSON.stringify(message));
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  socket.cork(); // one packet for both
  socket.write(head);
  socket.write(body);
  socket.uncork();
}

function receive(socket, onMessage) {
  let size = 0;
  socket.on('readable', () => {
    for (;;) {
      if (size === 0) {
        const head = socket.read(4);
        if (head === null) return;
        size = head.readUInt32BE();
      }
      const body = socket.read(size);
      if (body === null) return; // the rest has to come first
      size = 0;
      onMessage(JSON.parse(body));
    }
  });
}

const server = net.createServer((socket) => {
  receive(socket, ({ id, numbers }) => send(socket, { id, sum: numbers.reduce((a, b) => a + b, 0) }));
});

server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  send(client, { id: 1, numbers: [1, 2, 3] });
  send(client, { id: 2, numbers: Array.from({ length: 10_000 }, (_, i) => i) });
  receive(client, (answer) => {
    console.log(answer);
    if (answer.id === 2) client.end();
  });
  client.on('close', () => server.close());
});
