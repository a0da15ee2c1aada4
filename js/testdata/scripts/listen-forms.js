'use strict';
// Every form of listen with a port, one after the other, and the address it gives.

const net = require('net');

const forms = {
  'nothing': (s, cb) => s.listen(cb),
  '0': (s, cb) => s.listen(0, cb),
  '"0"': (s, cb) => s.listen('0', cb),
  'undefined': (s, cb) => s.listen(undefined, cb),
  'null': (s, cb) => s.listen(null, cb),
  'port, host': (s, cb) => s.listen(0, '127.0.0.1', cb),
  'port, backlog': (s, cb) => s.listen(0, 5, cb),
  'port, host, backlog': (s, cb) => s.listen(0, '127.0.0.1', 5, cb),
  'port, undefined, backlog': (s, cb) => s.listen(0, undefined, 5, cb),
  'port, null': (s, cb) => s.listen(0, null, cb),
  'port, ""': (s, cb) => s.listen(0, '', cb),
  'port, ::': (s, cb) => s.listen(0, '::', cb),
  'port, ::1': (s, cb) => s.listen(0, '::1', cb),
  'port, localhost': (s, cb) => s.listen(0, 'localhost', cb),
  '{port}': (s, cb) => s.listen({ port: 0 }, cb),
  '{port: "0"}': (s, cb) => s.listen({ port: '0' }, cb),
  '{port: null}': (s, cb) => s.listen({ port: null }, cb),
  '{port, host}': (s, cb) => s.listen({ port: 0, host: '127.0.0.1' }, cb),
  '{port, host, backlog}': (s, cb) => s.listen({ port: 0, host: '127.0.0.1', backlog: '7' }, cb),
  '{port, path}': (s, cb) => s.listen({ port: 0, host: '127.0.0.1', path: '/nowhere/at/all' }, cb),
  '{ipv6Only}': (s, cb) => s.listen({ port: 0, host: '::', ipv6Only: true }, cb),
  '{ipv6Only, no host}': (s, cb) => s.listen({ port: 0, ipv6Only: true }, cb),
  '{exclusive}': (s, cb) => s.listen({ port: 0, host: '127.0.0.1', exclusive: true }, cb),
  '{reusePort}': (s, cb) => s.listen({ port: 0, host: '127.0.0.1', reusePort: true }, cb),
};

function next(names) {
  if (names.length === 0) return;
  const [name, ...rest] = names;
  const server = net.createServer();
  const returned = forms[name](server, function() {
    const { address, family, port } = server.address();
    console.log(name, '=>', address, family, port > 0, this === server, server._connectionKey);
    server.close(() => next(rest));
  });
  console.log(name, 'returns the server', returned === server, 'listeners', server.listenerCount('listening'));
}
next(Object.keys(forms));
