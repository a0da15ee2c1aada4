'use strict';
// stream.addAbortSignal, AbortSignal.timeout and AbortSignal.any with sockets.

const net = require('net');
const { addAbortSignal } = require('stream');

const server = net.createServer((accepted) => accepted.resume().on('error', () => {})).listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const run = (label, socket) => new Promise((resolve) => {
    socket.on('error', (error) => console.log(label, error.name, error.code, error.cause && error.cause.name));
    socket.on('close', (hadError) => {
      console.log(label, 'close', hadError);
      resolve();
    });
  });
  (async () => {
    const controller = new AbortController();
    const added = addAbortSignal(controller.signal, net.connect(port, '127.0.0.1'));
    added.on('connect', () => controller.abort());
    await run('addAbortSignal', added);
    await run('timeout', net.connect({ port, host: '127.0.0.1', signal: AbortSignal.timeout(20) }));
    const first = new AbortController();
    const any = AbortSignal.any([first.signal, new AbortController().signal]);
    setTimeout(() => first.abort(), 10);
    await run('any', net.connect({ port, host: '127.0.0.1', signal: any }));
    server.close();
  })();
});
