'use strict';
// process.exit ends the program in the middle; nothing after it is seen.

const net = require('net');

process.on('exit', (code) => {
  console.log('exit', code);
  setTimeout(() => console.log('timer?'), 0);
  process.nextTick(() => console.log('tick?'));
});
process.on('beforeExit', () => console.log('beforeExit?'));
const server = net.createServer(() => {}).listen(0, '127.0.0.1', () => {
  process.nextTick(() => console.log('tick?'));
  console.log('listening', server.listening);
  process.exit(7);
  console.log('after?');
});
