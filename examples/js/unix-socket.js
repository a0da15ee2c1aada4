// Unix-socket shows how two programs on one machine talk through a file instead of a port.
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');

const file = path.join(os.tmpdir(), `nn-${process.pid}.sock`);

const server = net.createServer((socket) => {
  socket.end(`you reached ${server.address()}\n`);
});

server.listen(file, () => {
  console.log('the socket file is there:', fs.statSync(file).isSocket());
  const client = net.connect(file);
  client.on('data', (data) => process.stdout.write(data));
  client.on('close', () => server.close(() => {
    console.log('and is gone after close:', !fs.existsSync(file));
  }));
});
