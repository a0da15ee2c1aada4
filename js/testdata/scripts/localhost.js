'use strict';
// Without a host it is localhost: a server on 127.0.0.1 and one on ::1 are both found.

const net = require('net');

function reach(host, done) {
  const server = net.createServer((accepted) => accepted.end(host)).listen(0, host, () => {
    const client = net.connect(server.address().port);
    const hosts = new Set();
    client.on('lookup', (error, address, family, name) => hosts.add(name));
    client.setEncoding('utf8').on('data', (text) => console.log('reached', text, client.remoteAddress, [...hosts].join()));
    client.on('error', (error) => console.log('error', error.code));
    client.on('close', () => server.close(done));
  });
}
reach('127.0.0.1', () => {
  const server = net.createServer((accepted) => accepted.end('x')).listen(0, 'localhost', () => {
    const client = net.connect(server.address().port, 'localhost');
    client.on('data', () => console.log('by name', net.isIP(client.remoteAddress) > 0));
    client.on('close', () => server.close());
  });
});
