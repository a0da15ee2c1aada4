'use strict';
// Local and remote addresses on both sides, before, during and after a connection.

const net = require('net');

function show(label, s, port) {
  const known = (p) => (p === port ? 'PORT' : p === undefined ? p : 'other');
  const { address, family, port: p } = s.address();
  console.log(label, s.localAddress, known(s.localPort), s.localFamily, s.remoteAddress, known(s.remotePort), s.remoteFamily, '|', address, family, known(p));
}

function run(host, listenOn, done) {
  const client = new net.Socket();
  const server = net.createServer((accepted) => {
    accepted.resume();
    const { port } = server.address();
    show('accepted', accepted, port);
    accepted.on('end', () => show('accepted end', accepted, port));
    accepted.on('close', () => {
      show('accepted close', accepted, port);
      server.close(done);
    });
    client.end();
  });
  server.listen(0, listenOn, () => {
    const { port } = server.address();
    show('client new', client, port);
    client.connect(port, host, () => show('client connect', client, port));
    show('client connecting', client, port);
    client.resume();
    client.on('close', () => show('client close', client, port));
  });
}
run('127.0.0.1', '127.0.0.1', () => run('::1', '::1', () => run('127.0.0.1', '::', () => console.log('server done'))));
// in any order between the two sides
