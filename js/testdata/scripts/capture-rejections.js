'use strict';
// captureRejections: an async listener that rejects gives an 'error', of the socket where there is one.

const net = require('net');
const events = require('events');

events.captureRejections = true;
const server = net.createServer(async (accepted) => {
  accepted.on('error', (error) => console.log('server side error', error.message));
  accepted.on('close', () => server.close());
  throw new Error('in the listener');
});
server.on('error', (error) => console.log('server error', error.message));
server.on('close', () => console.log('server closed'));
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.on('connect', async () => {
    throw new Error('in the client');
  });
  client.on('error', (error) => console.log('client error', error.message));
  client.on('close', (hadError) => console.log('client close', hadError));
});
// in any order between server and client
