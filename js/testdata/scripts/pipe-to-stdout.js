'use strict';
// A socket piped to process.stdout, and what stdout is.

const net = require('net');

console.log(typeof process.stdout.write, process.stdout.fd, process.stderr.fd, process.stdout.writable, process.stdout.isTTY);
const server = net.createServer((accepted) => {
  accepted.write('line one\n');
  accepted.end('line two\n');
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.pipe(process.stdout);
  client.on('end', () => {
    console.log('stdout goes on', process.stdout.writableEnded);
    process.stdout.write('done\n', () => server.close());
  });
});
