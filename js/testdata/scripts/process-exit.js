'use strict';
// How a program with sockets ends: beforeExit, exit, exitCode.

const net = require('net');

process.on('beforeExit', (code) => console.log('beforeExit', code, process.exitCode));
process.on('exit', (code) => console.log('exit', code, process.exitCode));
const server = net.createServer((accepted) => {
  accepted.end();
  server.close();
}).listen(0, '127.0.0.1', () => {
  net.connect(server.address().port, '127.0.0.1').resume().on('close', () => {
    console.log('client closed');
    process.exitCode = 3;
  });
});
