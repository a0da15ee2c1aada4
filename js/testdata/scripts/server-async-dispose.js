'use strict';
// server[Symbol.asyncDispose](): a promise for the close.

const net = require('net');

async function main() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.on('listening', resolve));
  server.on('close', () => console.log('close'));
  const promise = server[Symbol.asyncDispose]();
  console.log(promise instanceof Promise, server.listening);
  console.log(await promise);
  try {
    console.log('again', await server[Symbol.asyncDispose]());
  } catch (error) {
    console.log('again', error.code);
  }
  console.log('never', await net.createServer()[Symbol.asyncDispose]().catch((error) => error.code));
  console.log(typeof net.Server.prototype[Symbol.asyncDispose]);
}
main();
