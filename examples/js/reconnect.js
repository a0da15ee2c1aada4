// Reconnect shows a client that keeps trying until its server is there, waiting longer each time.
const net = require('net');

// A port that is ours, where nobody listens yet.
const reserved = new net.BoundSocket({ host: '127.0.0.1' });
const { port } = reserved.address();
const server = net.createServer((socket) => socket.end('here I am'));

function connect(wait, onConnect) {
  const socket = net.connect(port, '127.0.0.1');
  socket.on('connect', () => onConnect(socket));
  socket.on('error', (error) => {
    console.log(`${error.code}, again in ${wait} ms`);
    setTimeout(connect, wait, wait * 2, onConnect);
    if (wait === 40) server.listen(reserved);
  });
}

connect(10, (socket) => {
  socket.on('data', (data) => console.log(data.toString()));
  socket.on('close', () => server.close());
});
