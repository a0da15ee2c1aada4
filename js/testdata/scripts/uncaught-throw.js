'use strict';
// An exception in a listener ends the program with code 1; what was printed before stays.

const net = require('net');

process.on('exit', (code) => console.log('exit', code));
const server = net.createServer((accepted) => {
  console.log('connection');
  accepted.on('data', (chunk) => {
    console.log('data', String(chunk));
    throw new TypeError('thrown in a listener');
  });
}).listen(0, '127.0.0.1', () => {
  net.connect(server.address().port, '127.0.0.1').write('x');
});
