'use strict';
// maxConnections changed while running: 0 drops all, undefined takes all.

const net = require('net');

const server = net.createServer((accepted) => accepted.end('in'));
let drops = 0;
server.on('drop', () => drops++);
server.dropMaxConnection = true;
function connect() {
  return new Promise((resolve) => {
    let text = '';
    const client = net.connect(server.address().port, '127.0.0.1');
    client.on('error', () => {});
    client.on('data', (part) => {
      text += part;
    });
    client.on('close', () => resolve(text));
  });
}
server.listen(0, '127.0.0.1', async () => {
  server.maxConnections = 0;
  console.log('0', JSON.stringify(await connect()), drops);
  server.maxConnections = undefined;
  console.log('undefined', JSON.stringify(await connect()), drops);
  server.maxConnections = 5;
  console.log('5', JSON.stringify(await connect()), drops);
  server.maxConnections = -1;
  console.log('-1', JSON.stringify(await connect()), drops);
  server.close();
});
