'use strict';
// What lookup may answer wrongly, and the errors of that.

const net = require('net');

const answers = {
  'an error': (cb) => cb(Object.assign(new Error('no such name'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' })),
  'an error later': (cb) => setTimeout(cb, 5, new Error('later')),
  'not an address': (cb) => cb(null, [{ address: 'x', family: 4 }]),
  'a bad family': (cb) => cb(null, [{ address: '127.0.0.1', family: 5 }]),
  'no list': (cb) => cb(null, '127.0.0.1', 4),
};

function next(names, autoSelectFamily) {
  if (names.length === 0) {
    if (autoSelectFamily) next(Object.keys(answers), false);
    return;
  }
  const [name, ...rest] = names;
  const label = `${name}, autoSelectFamily ${autoSelectFamily}`;
  let socket;
  try {
    socket = net.connect({ port: 1, host: 'name.test', autoSelectFamily, lookup: (host, options, callback) => answers[name](callback) });
  } catch (error) {
    console.log(label, 'threw', error.name, error.code, error.message);
    return next(rest, autoSelectFamily);
  }
  socket.on('lookup', (error, ...args) => console.log(label, 'lookup', error && error.message, args.map(String).join(' ')));
  socket.on('error', (error) => console.log(label, 'error', error.name, error.code, error.message, error.host));
  socket.on('close', (hadError) => {
    console.log(label, 'close', hadError);
    next(rest, autoSelectFamily);
  });
}
process.on('uncaughtException', (error) => console.log('uncaught', error.name, error.code, error.message));
next(Object.keys(answers), true);
