// Bound-socket shows a port that is taken first and given to a server later.
const net = require('net');

const bound = new net.BoundSocket({ host: '127.0.0.1', port: 0 });
const { address, port } = bound.address();
console.log('bound to', address, 'before anyone listens:', port > 0);

const server = net.createServer((socket) => socket.end('served'));
server.listen(bound, () => {
  console.log('the server has that port:', server.address().port === port);
  net.connect(port, address).on('data', (data) => console.log(data.toString())).on('close', () => server.close());
});
