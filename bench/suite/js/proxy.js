// Pipes a client and the backend into each other.
const net = require('net');
const [port, backend] = process.argv.slice(2).map(Number);
net.createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
  const upstream = net.connect({ port: backend, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
  for (const [one, other] of [[client, upstream], [upstream, client]]) {
    one.on('error', () => {});
    one.on('close', () => other.destroy());
    one.pipe(other);
  }
}).listen(port, '127.0.0.1');
