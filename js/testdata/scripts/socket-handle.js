'use strict';
// _handle of servers and sockets: what is there when, and the few members programs touch.

const net = require('net');

const server = net.createServer((accepted) => {
  console.log('accepted', typeof accepted._handle, accepted._handle.constructor.name, typeof accepted._handle.fd, accepted._handle.fd >= 0);
  accepted.destroy();
  console.log('accepted destroyed', accepted._handle);
  server.close();
  console.log('accepted server closed', server._handle);
});
console.log('server', server._handle);
server.listen(0, '127.0.0.1', () => {
  console.log('listening', typeof server._handle, server._handle.constructor.name, server._handle.fd > 0);
  console.log(['close', 'ref', 'unref', 'hasRef', 'listen', 'getsockname'].map((name) => typeof server._handle[name]).join());
  console.log(server._handle.hasRef(), server.unref()._handle.hasRef(), server.ref()._handle.hasRef());
  const client = new net.Socket();
  console.log('new', client._handle);
  client.connect(server.address().port, '127.0.0.1', () => {
    console.log('connect', client._handle.constructor.name, client._handle.fd > 0, client._handle.hasRef());
    console.log(['readStart', 'readStop', 'shutdown', 'close', 'ref', 'unref', 'getpeername'].map((name) => typeof client._handle[name]).join());
    console.log(typeof client._handle.getAsyncId, client._handle.bytesRead);
  });
  console.log('connecting', typeof client._handle);
  client.on('close', () => console.log('client close', client._handle));
  client.resume().on('error', () => {});
});
// in any order between the accepted side and the client
