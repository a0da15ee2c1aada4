'use strict';
// AsyncLocalStorage follows a program through the callbacks of its sockets.

const net = require('net');
const { AsyncLocalStorage } = require('async_hooks');

const storage = new AsyncLocalStorage();
const server = net.createServer((accepted) => accepted.end('hi')).listen(0, '127.0.0.1', () => {
  console.log('outside', storage.getStore());
  storage.run({ id: 7 }, () => {
    const client = net.connect(server.address().port, '127.0.0.1', () => console.log('connect', storage.getStore().id));
    client.on('data', () => {
      console.log('data', storage.getStore().id);
      setTimeout(() => console.log('timer', storage.getStore().id), 1);
      process.nextTick(() => console.log('tick', storage.getStore().id));
      Promise.resolve().then(() => console.log('promise', storage.getStore().id));
    });
    client.on('close', () => server.close());
  });
  console.log('outside', storage.getStore());
});
