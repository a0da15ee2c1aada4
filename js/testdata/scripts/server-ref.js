'use strict';
// ref and unref: a server that is not referenced lets the program end.

const net = require('net');

const server = net.createServer().listen(0, '127.0.0.1', () => {
  console.log('listening');
  console.log(server.ref() === server, server.unref() === server);
  server.ref();
  setTimeout(() => {
    console.log('unref');
    server.unref();
  }, 30);
});
server.on('close', () => console.log('close?'));
process.on('beforeExit', () => console.log('beforeExit'));
process.on('exit', (code) => console.log('exit', code, server.listening));
