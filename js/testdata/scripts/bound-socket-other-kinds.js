'use strict';
// What a BoundSocket is decides how it connects, and not what the options are for.

const fs = require('fs');
const net = require('net');

const path = `/tmp/nn-${process.pid}-bound`;
const missing = `/tmp/nn-${process.pid}-missing.sock`;

(async () => {
  for (const [label, bind, options] of [
    ['tcp to a path', { host: '127.0.0.1' }, { path: missing }],
    ['unix to a port', { path }, { port: 1, host: '127.0.0.1' }],
    ['unix to a path', { path: `${path}-2` }, { path: missing }],
    ['6 to a path', { host: '::1' }, { path: missing }],
    ['6 to 4', { host: '::1' }, { host: '127.0.0.1', port: 1 }],
    ['4 to 6', { host: '127.0.0.1' }, { host: '::1', port: 1 }],
  ]) {
    const bound = new net.BoundSocket(bind);
    try {
      const socket = new net.Socket({ handle: bound });
      socket.on('error', (error) => console.log(label, error.code, error.syscall, error.address, error.port, error.message));
      await new Promise((resolve) => socket.connect(options).on('close', resolve));
    } catch (error) {
      console.log(label, error.name, error.code, error.message);
    }
  }
  for (const name of [path, `${path}-2`]) fs.rmSync(name, { force: true });
})();
