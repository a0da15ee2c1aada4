'use strict';
// listen on a server that listens, that is about to, that was closed.

const net = require('net');

const server = net.createServer();
function again(label) {
  try {
    server.listen(0, '127.0.0.1');
    console.log(label, 'taken');
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
}
let round = 0;
server.listen(0, '127.0.0.1');
again('at once');
server.on('listening', () => {
  round++;
  console.log('listening', round, server.listening);
  again('in listening');
  server.close((error) => {
    console.log('closed', error, server.listening);
    if (round < 3) server.listen(0, '127.0.0.1');
  });
  console.log('after close()', server.listening, server.address());
  if (round === 2) again('while closing');
});
