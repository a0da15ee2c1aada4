'use strict';
// Sockets and servers are EventEmitters: once, off, prepend, counts, newListener.

const net = require('net');

const server = net.createServer();
server.on('newListener', (event, listener) => console.log('newListener', event, typeof listener));
server.on('removeListener', (event) => console.log('removeListener', event));
server.once('listening', () => console.log('third'));
server.prependListener('listening', () => console.log('second'));
server.prependOnceListener('listening', () => console.log('first'));
const never = () => console.log('never');
server.on('listening', never);
server.addListener('listening', never);
console.log(server.listenerCount('listening'), server.listenerCount('listening', never), server.eventNames().join());
server.off('listening', never).removeListener('listening', never);
server.listen(0, '127.0.0.1', () => {
  console.log('last', server.listenerCount('listening'));
  const client = new net.Socket();
  console.log(client.eventNames().map(String).join(), client.listenerCount('end'), client.getMaxListeners());
  client.once('data', (chunk) => console.log('once', String(chunk)));
  console.log(client.emit('custom', 1), client.on('custom', (...args) => console.log('custom', args.join())).emit('custom', 1, 2, 3));
  try {
    client.on('data', 'no function');
  } catch (error) {
    console.log(error.code, error.message);
  }
  try {
    client.emit('error', new Error('emitted by hand'));
  } catch (error) {
    console.log(error.message, client.destroyed);
  }
  client.connect(server.address().port, '127.0.0.1');
  client.on('close', () => {
    client.removeAllListeners();
    console.log(client.eventNames().length);
    server.removeAllListeners('newListener');
    server.close();
  });
});
server.on('connection', (accepted) => accepted.end('hi'));
