'use strict';
// Every form of connect; the listener, its 'this', what comes back.

const net = require('net');
const os = require('os');
const path = require('path');

const file = path.join(os.tmpdir(), `nn-${process.pid}-forms`);
const tcp = net.createServer((s) => s.end()).listen(0, () => {
  const unix = net.createServer((s) => s.end()).listen(file, () => {
    const { port } = tcp.address();
    const forms = {
      'port': (cb) => net.connect(port, cb),
      'port, host': (cb) => net.connect(port, '127.0.0.1', cb),
      '"port"': (cb) => net.connect(String(port), cb),
      'port, undefined': (cb) => net.connect(port, undefined, cb),
      'port, null': (cb) => net.connect(port, null, cb),
      'port, ""': (cb) => net.connect(port, '', cb),
      '{port}': (cb) => net.connect({ port }, cb),
      '{port, host}': (cb) => net.connect({ port, host: '127.0.0.1' }, cb),
      '{port, host: ::1}': (cb) => net.connect({ port, host: '::1' }, cb),
      '{port, family: 4}': (cb) => net.connect({ port, host: 'localhost', family: 4 }, cb),
      '{port, autoSelectFamily: false}': (cb) => net.connect({ port, host: '127.0.0.1', autoSelectFamily: false }, cb),
      'path': (cb) => net.connect(file, cb),
      '{path}': (cb) => net.connect({ path: file }, cb),
      '{path, port}': (cb) => net.connect({ path: file, port: 1 }, cb),
      'createConnection': (cb) => net.createConnection(port, '127.0.0.1', cb),
      'new Socket().connect': (cb) => new net.Socket().connect(port, '127.0.0.1', cb),
      'new Socket().connect {}': (cb) => new net.Socket().connect({ port, host: '127.0.0.1' }, cb),
      'new Socket().connect path': (cb) => new net.Socket().connect(file, cb),
      'new Stream().connect': (cb) => new net.Stream().connect(port, '127.0.0.1', cb),
      'connect([port, host])': (cb) => new net.Socket().connect(net._normalizeArgs([port, '127.0.0.1', cb])),
    };
    const names = Object.keys(forms);
    const next = () => {
      const name = names.shift();
      if (!name) {
        tcp.close();
        unix.close();
        return;
      }
      const socket = forms[name](function(...args) {
        console.log(name, '=>', this === socket, args.length, socket.remoteFamily, socket.remotePort === port, socket.connecting, socket.pending);
      });
      console.log(name, socket instanceof net.Socket, socket.connecting, socket.readyState, socket.pending);
      socket.resume().on('close', (hadError) => {
        console.log('closed', hadError);
        next();
      });
    };
    next();
  });
});
