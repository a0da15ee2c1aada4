'use strict';
// BoundSocket: bound at once; adopted by a server or a socket; errors at once.

const net = require('net');
const os = require('os');
const path = require('path');

const { BoundSocket } = net;
function attempt(label, f) {
  try {
    console.log(label, f());
  } catch (error) {
    console.log(label, error.name, error.code, error.message.replace(/:\d{5}$/, ':PORT'));
  }
}

const bound = new BoundSocket({ host: '127.0.0.1' });
const { address, family, port } = bound.address();
console.log(address, family, port > 0, bound.isPipe, bound.fd() > 0);
attempt('the port is taken', () => new BoundSocket({ host: '127.0.0.1', port }).close());
console.log(bound.close());
attempt('address', () => bound.address());
attempt('fd', () => bound.fd());
attempt('close again', () => bound.close());
attempt('no arguments', () => {
  const b = new BoundSocket();
  const text = `${b.address().address} ${b.address().family}`;
  b.close();
  return text;
});
attempt('dispose', () => {
  const b = new BoundSocket({ host: '127.0.0.1' });
  b[Symbol.dispose]();
  return b.fd();
});
for (const options of [
  1, 'x', { port: -1 }, { port: 65536 }, { port: 'x' }, { host: 1 }, { host: 'localhost' }, { host: 'x' }, { path: 1 }, { path: '' }, { path: '/tmp/x', port: 1 },
  { path: '/tmp/x', host: '::' }, { path: '/tmp/x', ipv6Only: true }, { path: '/tmp/x', reusePort: true }, { ipv6Only: 1 }, { reusePort: 'x' },
  { host: '192.0.2.77', port: 0 },
]) {
  attempt(JSON.stringify(options), () => new BoundSocket(options).close());
}

const p = path.join(os.tmpdir(), `nn-${process.pid}-bound`);
const pipe = new BoundSocket({ path: p });
console.log('pipe', pipe.isPipe, pipe.address() === p);
const local = net.createServer((accepted) => accepted.end('from a pipe')).listen(pipe, () => {
  attempt('adopted address', () => pipe.address());
  attempt('adopted fd', () => pipe.fd());
  attempt('adopted close', () => pipe.close());
  attempt('adopted again', () => net.createServer().on('error', (error) => console.log('event', error.code)).listen(pipe) && 'taken');
  net.connect(p).setEncoding('utf8').on('data', (text) => console.log(text)).on('close', () => local.close(source));
});

function source() {
  const from = new BoundSocket({ host: '127.0.0.1' });
  const { port: wanted } = from.address();
  const server = net.createServer((accepted) => {
    console.log('from the bound port', accepted.remotePort === wanted);
    accepted.end();
    server.close();
  }).listen(0, '127.0.0.1', () => {
    const client = new net.Socket({ handle: from });
    client.connect(server.address().port, '127.0.0.1');
    client.resume();
  });
}
