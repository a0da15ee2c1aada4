'use strict';
// maxConnections: the 'drop' event and what the client sees.

const net = require('net');

const server = net.createServer((accepted) => {
  console.log('connection', server._connections);
  accepted.write('welcome');
});
server.maxConnections = 2;
server.on('drop', (data) => {
  console.log('drop', Object.keys(data).join(), data.localAddress, data.localPort === server.address().port, data.localFamily,
              data.remoteAddress, data.remotePort > 0, data.remoteFamily);
});
const clients = [];
function connect(left) {
  const client = net.connect(server.address().port, '127.0.0.1');
  clients.push(client);
  client.setEncoding('utf8');
  client.once('data', (text) => {
    console.log('client', clients.length, text);
    connect(left - 1);
  });
  client.on('end', () => console.log('client end'));
  client.on('error', (error) => console.log('client error', error.code));
  client.on('close', (hadError) => {
    if (left > 0) return;
    console.log('third closed', hadError, client.bytesRead);
    for (const other of clients) other.destroy();
    server.close(() => console.log('server closed'));
  });
}
server.listen(0, '127.0.0.1', () => connect(2));
