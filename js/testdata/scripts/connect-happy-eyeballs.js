'use strict';
// Several addresses: they are tried alternately by family until one answers.

const net = require('net');

const server = net.createServer((accepted) => accepted.end()).listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const lists = [
    [[6, '::1'], [4, '127.0.0.1']],
    [[4, '127.0.0.2'], [4, '127.0.0.1'], [6, '::1']],
    [[6, '::1'], [6, '::1'], [4, '127.0.0.3'], [4, '127.0.0.1']],
    [[4, '127.0.0.1'], [6, '::1']],
  ];
  const next = () => {
    const list = lists.shift();
    if (!list) return server.close();
    const socket = net.connect({
      port, host: 'many.test', autoSelectFamilyAttemptTimeout: 20000,
      lookup: (host, options, callback) => callback(null, list.map(([family, address]) => ({ family, address }))),
    });
    for (const event of ['lookup', 'connectionAttempt', 'connectionAttemptFailed', 'connectionAttemptTimeout', 'connect', 'ready']) {
      socket.on(event, (...args) => console.log(event, args.map((a) => (a === port ? 'PORT' : a && a.code || String(a))).join(' ')));
    }
    socket.on('error', (error) => console.log('error', error.code));
    socket.on('close', () => {
      console.log(socket.autoSelectFamilyAttemptedAddresses.map((a) => a.replace(port, 'PORT')).join(' '));
      next();
    });
    socket.resume();
  };
  next();
});
