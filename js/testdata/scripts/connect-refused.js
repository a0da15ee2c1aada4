'use strict';
// A connection that is refused: the error with its fields, the events, the state after.

const net = require('net');

// A port that is bound, so that nobody else has it, but where nobody listens.
const bound = new net.BoundSocket({ host: '::', port: 0 });
const { port } = bound.address();
refused(port, '127.0.0.1', () => refused(port, '::1', () => named(port)));

function refused(port, host, done) {
  const socket = net.connect({ port, host });
  socket.on('connect', () => console.log('connected?'));
  socket.on('error', (error) => {
    console.log(error.name, error.code, error.errno, error.syscall, error.address, error.port === port);
    console.log(error.message.replace(port, 'PORT'), Object.keys(error).join());
    console.log(socket.destroyed, socket.connecting, socket.pending, socket.readyState, socket.errored === error, socket.closed);
  });
  socket.on('close', (hadError) => {
    console.log('close', hadError, socket.readable, socket.writable, socket.remoteAddress, socket.bytesRead, socket.bytesWritten);
    done();
  });
}

function named(port) {
  const lookup = (host, options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }, { address: '::1', family: 6 }]);
  const socket = net.connect({ port, host: 'two.test', lookup });
  socket.on('connectionAttemptFailed', (ip, p, family, error) => console.log('failed', ip, p === port, family, error.code));
  socket.on('error', (error) => {
    console.log(error.name, error.code, JSON.stringify(error.message), error instanceof AggregateError, error.errors.length);
    for (const one of error.errors) console.log(' ', one.code, one.syscall, one.address, one.port === port, one.message.replace(port, 'PORT'));
    console.log(socket.autoSelectFamilyAttemptedAddresses.map((a) => a.replace(port, 'PORT')));
  });
  socket.on('close', (hadError) => {
    console.log('close', hadError);
    bound.close();
  });
}
