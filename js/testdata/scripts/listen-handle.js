'use strict';
// listen with what is bound already: a BoundSocket, another server, its handle.

const net = require('net');

function echoOnce(server, label, done) {
  const { port } = server.address();
  const socket = net.connect(port, '127.0.0.1', () => socket.end(label));
  server.once('connection', (accepted) => {
    accepted.setEncoding('utf8').on('data', (text) => console.log('got', text)).on('end', () => server.close(done));
  });
}

function byBoundSocket(done) {
  const bound = new net.BoundSocket({ host: '127.0.0.1', port: 0 });
  const { port } = bound.address();
  const server = net.createServer().listen(bound, () => {
    console.log('the port is the same', server.address().port === port);
    echoOnce(server, 'through a BoundSocket', done);
  });
}

function byBoundSocketOption(done) {
  const bound = new net.BoundSocket({ host: '127.0.0.1', port: 0 });
  const server = net.createServer().listen({ handle: bound }, () => echoOnce(server, 'through the option handle', done));
}

function byHandle(done) {
  const handle = net._createServerHandle('127.0.0.1', 0, 4);
  console.log(typeof handle, typeof handle.listen, typeof handle.close);
  const server = net.createServer().listen(handle, () => {
    console.log(server._handle === handle, server.address().address);
    echoOnce(server, 'through a handle', done);
  });
}

function byHandleOption(done) {
  const handle = net._createServerHandle('127.0.0.1', 0, 4);
  const server = net.createServer().listen({ _handle: handle }, () => echoOnce(server, 'through {_handle}', done));
}

byBoundSocket(() => byBoundSocketOption(() => byHandle(() => byHandleOption(() => console.log('done')))));
