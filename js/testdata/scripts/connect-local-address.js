'use strict';
// (Lines come in any order between "from" and the others.) localAddress and localPort: where the connection comes from.

const net = require('net');

const server = net.createServer((accepted) => {
  console.log('from', accepted.remoteAddress, accepted.remotePort === expected || expected === 0);
  accepted.end();
});
let expected = 0;
server.listen(0, '0.0.0.0', () => {
  const { port } = server.address();
  const first = net.connect({ port, host: '127.0.0.1', localAddress: '127.0.0.5' }, () => {
    console.log(first.localAddress, first.localFamily, first.remoteAddress);
  });
  first.resume().on('close', () => {
    // The system gives the port to nobody else while it is bound.
    const bound = new net.BoundSocket({ host: '127.0.0.1', port: 0 });
    expected = bound.address().port;
    const second = net.connect({ port, host: '127.0.0.1', localPort: expected }, () => {
      console.log('local port', second.localPort === expected, second.localAddress);
    });
    second.resume().on('close', () => {
      bound.close();
      wrong();
    });
  });
  function wrong() {
    const third = net.connect({ port, host: '127.0.0.1', localAddress: '192.0.2.55' });
    third.on('error', (error) => {
      console.log(error.code, error.syscall, error.errno, error.message, error.address, error.port);
      server.close();
    });
  }
});
