// Abort shows how an AbortSignal ends a connection, an attempt to connect, and a server.
const net = require('net');

const serverControl = new AbortController();
const server = net.createServer((socket) => socket.resume());
server.on('close', () => console.log('the server is closed'));

server.listen({ port: 0, host: '127.0.0.1', signal: serverControl.signal }, () => {
  const control = new AbortController();
  const client = net.connect({ port: server.address().port, host: '127.0.0.1', signal: control.signal });
  client.on('connect', () => {
    console.log('connected');
    control.abort();
  });
  client.on('error', (error) => console.log(error.name, error.code));
  client.on('close', () => {
    const late = net.connect({ port: server.address().port, host: '127.0.0.1', signal: AbortSignal.timeout(50) });
    late.on('error', (error) => console.log(error.name, 'because of a', error.cause.name));
    late.on('close', () => serverControl.abort());
  });
});
