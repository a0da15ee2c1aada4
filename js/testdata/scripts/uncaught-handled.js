'use strict';
// process.on('uncaughtException') and 'unhandledRejection' keep a program going that throws in listeners.

const net = require('net');

process.on('uncaughtException', (error, origin) => console.log('uncaught', error.message, origin));
process.on('unhandledRejection', (reason) => console.log('rejection', reason.message));
const server = net.createServer((accepted) => {
  accepted.on('data', (chunk) => {
    if (String(chunk) === 'throw') {
      accepted.write('thrown');
      throw new Error('in data');
    }
    accepted.end('bye');
  });
}).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', () => client.write('throw'));
  client.setEncoding('utf8');
  client.on('data', async (text) => {
    console.log('client', text);
    if (text === 'thrown') {
      client.write('go on');
      throw new Error('in an async listener');
    }
  });
  client.on('close', () => {
    server.close();
    console.log('closed');
  });
});
