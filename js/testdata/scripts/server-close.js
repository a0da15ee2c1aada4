'use strict';
// close: what its callback gets, how often 'close' comes, what waits for connections.

const net = require('net');

const never = net.createServer();
console.log(never.close((error) => {
  console.log('never listened:', error.name, error.code, error.message);
  twice();
}) === never);
never.on('close', () => console.log('never: close'));

function twice() {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    server.on('close', (...args) => console.log('twice: close', args.length));
    server.close((...args) => console.log('first callback', args.length));
    server.close((error) => {
      console.log('second callback', error && error.code);
      connected();
    });
    console.log('listeners', server.listenerCount('close'), server.listening, server._handle);
  });
}

function connected() {
  const server = net.createServer((accepted) => {
    server.close(() => {
      console.log('closed with', server._connections, 'connections');
      odd();
    });
    console.log('listening', server.listening, 'address', server.address());
    accepted.resume();
    setTimeout(() => client.end(), 20);
  });
  const client = server.listen(0, '127.0.0.1') && new net.Socket();
  server.on('listening', () => client.connect(server.address().port, '127.0.0.1'));
  client.on('close', () => console.log('client closed')).resume();
}

function odd() {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    try {
      console.log(server.close('not a function') === server, server.close(null) === server);
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
    server.on('close', () => console.log('odd: closed'));
  });
}
