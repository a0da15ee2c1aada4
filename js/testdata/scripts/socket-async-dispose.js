'use strict';
// socket[Symbol.asyncDispose](): destroys, and the promise waits for the close.

const net = require('net');

const server = net.createServer((accepted) => accepted.resume().on('error', () => {})).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', async () => {
    client.on('close', () => console.log('close'));
    const promise = client[Symbol.asyncDispose]();
    console.log(promise instanceof Promise, client.destroyed, client.closed);
    try {
      console.log('done', await promise);
    } catch (error) {
      console.log('rejected', error.name);
    }
    console.log(client.closed);
    try {
      console.log('again', await client[Symbol.asyncDispose]());
    } catch (error) {
      console.log('rejected again', error.name);
    }
    server.close();
  });
  client.on('error', (error) => console.log('error', error.name, error.code, error.message));
});
