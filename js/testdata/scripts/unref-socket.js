'use strict';
// A socket that is not referenced lets the program end while it is open.

const net = require('net');

const server = net.createServer((accepted) => {
  accepted.unref();
  accepted.on('close', () => console.log('close?'));
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', () => {
    console.log('connected', client.unref() === client);
    setTimeout(() => {
      server.unref();
      console.log('last timer', client.destroyed, server.listening);
    }, 20);
  });
  console.log('ref returns the socket', client.ref() === client, client.unref() === client, client.ref() === client);
});
process.on('exit', (code) => console.log('exit', code));
