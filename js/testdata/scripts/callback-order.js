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
let proceed;
const connected = new Promise((resolve) => { proceed = resolve; });
const server = net.createServer((accepted) => {
  // Not before all that 'connect' leads to has run.
  connected.then(() => setImmediate(setImmediate, () => accepted.end('data')));
}).listen(0, '127.0.0.1', () => {
  console.log('listening');
  around('listening');
  setImmediate(setImmediate, () => {
    const client = net.connect(server.address().port, '127.0.0.1');
    console.log('connecting');
    client.on('connect', () => {
      console.log('connect');
      around('connect');
      setImmediate(() => proceed());
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
  });
});
console.log('main');
around('main');
