// File-transfer shows how pipeline sends a file over a socket and checks what arrives.
const crypto = require('crypto');
const fs = require('fs');
const net = require('net');
const { pipeline } = require('stream');

const hash = (data) => crypto.createHash('sha256').update(data).digest('hex');

const server = net.createServer((socket) => {
  pipeline(fs.createReadStream(__filename), socket, (error) => {
    if (error) console.log('sending failed:', error.message);
  });
});

server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  const parts = [];
  client.on('data', (part) => parts.push(part));
  client.on('end', () => {
    const same = hash(Buffer.concat(parts)) === hash(fs.readFileSync(__filename));
    console.log('the file arrived whole:', same);
    server.close();
  });
});
