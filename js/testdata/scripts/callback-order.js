'use strict';
// The order of ticks, promises and immediates around the events of a socket.

const net = require('net');

const around = (label) => {
  setImmediate(() => console.log(label, 'immediate'));
  Promise.resolve().then(() => {
    console.log(label, 'promise');
    process.nextTick(() => console.log(label, 'tick of the promise'));
  }).then(() => console.log(label, 'second promise'));
  queueMicrotask(() => console.log(label, 'microtask'));
  process.nextTick(() => {
    console.log(label, 'tick');
    Promise.resolve().then(() => console.log(label, 'promise of the tick'));
  });
};
const server = net.createServer((accepted) => {
  setTimeout(() => accepted.end('data'), 20);
}).listen(0, '127.0.0.1', () => {
  console.log('listening');
  around('listening');
  setTimeout(() => {
    const client = net.connect(server.address().port, '127.0.0.1');
    console.log('connecting');
    client.on('connect', () => {
      console.log('connect');
      around('connect');
    });
    client.on('ready', () => console.log('ready'));
    client.on('data', () => {
      console.log('data');
      process.nextTick(() => console.log('data tick'));
      Promise.resolve().then(() => console.log('data promise'));
    });
    client.on('end', () => {
      console.log('end');
      process.nextTick(() => console.log('end tick'));
    });
    client.on('close', () => {
      console.log('close');
      server.close(() => console.log('server closed'));
    });
  }, 20);
});
console.log('main');
around('main');
