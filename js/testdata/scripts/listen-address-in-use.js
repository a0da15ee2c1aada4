'use strict';
// The error of an address in use, with its fields, for TCP and Unix sockets; the server can listen again.

const net = require('net');
const os = require('os');
const path = require('path');

function inUse(where, done) {
  const first = net.createServer().listen(where, () => {
    const taken = typeof first.address() === 'string' ? { path: first.address() } : { port: first.address().port, host: '127.0.0.1' };
    const second = net.createServer();
    second.on('error', (error) => {
      console.log(error instanceof Error, error.name, error.code, error.errno, error.syscall);
      console.log(error.message.replace(String(taken.port), 'PORT'));
      console.log(Object.keys(error).join(), error.address === (taken.path || taken.host), error.port === (taken.port || -1), error.port > 0);
      console.log(String(error) === `Error: ${error.message}`, second.listening, second.address());
      first.close(() => second.listen(taken));
    });
    second.on('listening', () => {
      console.log('second listens');
      second.close(done);
    });
    second.on('close', () => console.log('second closed'));
    second.listen(taken);
  });
}
inUse({ port: 0, host: '127.0.0.1' }, () => {
  inUse({ path: path.join(os.tmpdir(), `nn-${process.pid}-in-use`) }, () => console.log('done'));
});
