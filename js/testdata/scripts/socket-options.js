'use strict';
// setNoDelay, setKeepAlive, setTypeOfService, ref and unref: forms, results, wrong arguments, before and after connecting.

const net = require('net');

function attempts(socket) {
  const calls = [
    ['setNoDelay'], ['setNoDelay', true], ['setNoDelay', false], ['setNoDelay', 'x'], ['setKeepAlive'], ['setKeepAlive', true],
    ['setKeepAlive', true, 1000], ['setKeepAlive', true, 5000, 2000, 5], ['setKeepAlive', false], ['setKeepAlive', 'yes', 1500],
    ['setKeepAlive', true, 'x'], ['setKeepAlive', true, -1], ['setKeepAlive', true, NaN], ['setKeepAlive', { enable: true }],
    ['setKeepAlive', { enable: true, initialDelay: 3000, interval: 1000, count: 3 }], ['setKeepAlive', {}],
    ['getTypeOfService'], ['setTypeOfService', 16], ['getTypeOfService'], ['setTypeOfService', 0], ['setTypeOfService', 256],
    ['setTypeOfService', -1], ['setTypeOfService', 'x'], ['setTypeOfService', 1.5], ['setTypeOfService'], ['ref'], ['unref'], ['ref'],
  ];
  for (const [method, ...args] of calls) {
    const label = `${method}(${args.map((a) => JSON.stringify(a)).join(', ')})`;
    try {
      const result = socket[method](...args);
      console.log(label, result === socket ? 'the socket' : result);
    } catch (error) {
      console.log(label, error.name, error.code, error.message);
    }
  }
}

const socket = new net.Socket();
console.log('not connected');
attempts(socket);
socket.on('close', () => {
  console.log('closed');
  attempts(socket);
});
const server = net.createServer((accepted) => accepted.resume()).listen(0, '127.0.0.1', () => {
  socket.connect(server.address().port, '127.0.0.1', () => {
    console.log('connected');
    attempts(socket);
    socket.destroy();
    server.close();
  });
});
