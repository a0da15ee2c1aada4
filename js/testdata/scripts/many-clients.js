'use strict';
// Two hundred clients at once: each gets back exactly what it sent.

const net = require('net');

const clients = 200;
let open = 0;
let most = 0;
let right = 0;
let left = clients;
const server = net.createServer({ allowHalfOpen: true }, (accepted) => {
  most = Math.max(most, ++open);
  accepted.on('close', () => open--);
  accepted.pipe(accepted);
}).listen(0, '127.0.0.1', () => {
  for (let i = 0; i < clients; i++) {
    const sent = `${i}:`.repeat(i * 7 + 1);
    let got = '';
    const client = net.connect(server.address().port, '127.0.0.1');
    client.setEncoding('latin1');
    client.on('data', (part) => {
      got += part;
    });
    client.on('close', () => {
      if (got === sent) right++;
      if (--left === 0) {
        server.close(() => console.log('right', right, 'of', clients, 'open at once', most > 1, 'left', open));
      }
    });
    client.write(sent.slice(0, 100));
    client.end(sent.slice(100));
  }
});
