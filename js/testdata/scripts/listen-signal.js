'use strict';
// The option signal of listen: a controller closes the server.

const net = require('net');

function early(done) {
  const server = net.createServer();
  server.on('listening', () => console.log('listening?'));
  server.on('close', () => {
    console.log('early closed', server.listening);
    done();
  });
  server.listen({ port: 0, host: '127.0.0.1', signal: AbortSignal.abort() });
}

function late(done) {
  const controller = new AbortController();
  const server = net.createServer();
  server.listen({ port: 0, host: '127.0.0.1', signal: controller.signal }, () => {
    console.log('listening', server.listening);
    controller.abort('enough');
    console.log('after abort', server.listening, controller.signal.reason);
  });
  server.on('close', () => {
    console.log('late closed');
    done();
  });
}

function afterClose(done) {
  const controller = new AbortController();
  const server = net.createServer().listen({ port: 0, host: '127.0.0.1', signal: controller.signal }, () => {
    server.close(() => {
      controller.abort();
      console.log('abort after close is nothing');
      done();
    });
  });
}

early(() => late(() => afterClose(() => console.log('done'))));
