'use strict';
// getConnections: asynchronous, counts what is open, after close too.

const net = require('net');

const server = net.createServer((accepted) => accepted.resume());
server.getConnections((error, count) => {
  console.log('before listening', error, count);
  server.listen(0, '127.0.0.1', listening);
});
console.log('asynchronous');

function listening() {
  console.log(server.getConnections((error, count) => console.log('none', error, count)) === server);
  const clients = [];
  server.on('connection', () => {
    if (clients.length < 3) return connect();
    server.getConnections((error, count) => {
      console.log('three', error, count);
      clients.pop().destroy();
      clients.pop().destroy();
      clients.pop().destroy();
      server.close(() => server.getConnections((error, count) => console.log('after close', error, count)));
    });
  });
  function connect() {
    clients.push(net.connect(server.address().port, '127.0.0.1'));
  }
  connect();
}
try {
  server.getConnections();
  console.log('no callback');
} catch (error) {
  console.log(error.name, error.code, error.message);
}
process.once('uncaughtException', (error) => console.log('uncaught', error.name));
