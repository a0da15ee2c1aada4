'use strict';
// Unix sockets that cannot be: the errors, with their fields.

const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');

const base = path.join(os.tmpdir(), `nn-${process.pid}-errors`);
const cases = [
  ['missing directory', base + '/none/sock'],
  ['a file is there', base],
  ['too long', '/tmp/' + 'x'.repeat(200)],
];

fs.writeFileSync(base, 'not a socket');
process.on('exit', () => fs.unlinkSync(base));

function next() {
  const one = cases.shift();
  if (!one) return;
  const server = net.createServer();
  server.on('listening', () => console.log('listening?'));
  server.on('error', (error) => {
    console.log(one[0], error.name, error.message);
    console.log(' ', Object.keys(error).join(), error.code, error.errno, error.syscall, error.address === one[1], error.port);
    console.log(' ', server.listening, server.address());
    next();
  });
  server.listen(one[1]);
}
next();
