// Reconnect shows a client that keeps trying until its server is there, waiting longer each time.
const net = require('net');

function connect(port, wait, onConnect) {
  const socket = net.connect(port, '127.0.0.1');
  socket.on('connect', () => onConnect(socket));
  socket.on('error', (error) => {
    console.log(`${error.code}, again in ${wait} ms`);
    setTimeout(connect, wait, port, wait * 2, onConnect);
    if (wait === 40) start(port);
  });
}

function start(port) {
  server.listen(port, '127.0.0.1');
}

const server = net.createServer((socket) => socket.end('here I am'));
const probe = net.createServer().listen(0, '127.0.0.1', () => {
  const { port } = probe.address();
  probe.close(() => {
    connect(port, 10, (socket) => {
      socket.on('data', (data) => console.log(data.toString()));
      socket.on('close', () => server.close());
    });
  });
});
