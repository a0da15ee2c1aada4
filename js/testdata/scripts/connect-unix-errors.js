'use strict';
// Unix sockets that cannot be connected to, with the fields of the errors.

const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');

const base = path.join(os.tmpdir(), `nn-${process.pid}-plain`);
fs.writeFileSync(base, '');
process.on('exit', () => fs.unlinkSync(base));

const paths = [base + '-missing', base, base + '/below', os.tmpdir(), '/tmp/' + 'y'.repeat(150)];
function next() {
  const p = paths.shift();
  if (!p) return;
  const socket = net.connect(p);
  console.log(socket.connecting, socket.readyState);
  socket.on('error', (error) => {
    console.log(error.code, error.errno, error.syscall, error.address === p, error.port, Object.keys(error).join());
    console.log(error.message);
  });
  socket.on('close', (hadError) => {
    console.log('close', hadError);
    next();
  });
}
next();
