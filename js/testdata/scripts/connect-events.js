'use strict';
// The events of connecting, in order, with what they carry.

const net = require('net');

function connect(label, options, done) {
  const socket = net.connect(options);
  const { port } = options;
  const known = (value) => (value === port ? 'PORT' : value);
  for (const event of ['lookup', 'connectionAttempt', 'connectionAttemptFailed', 'connectionAttemptTimeout', 'connect', 'ready', 'end', 'finish']) {
    socket.on(event, (...args) => console.log(label, event, args.map(known).map(String).join(' ').replace(port, 'PORT')));
  }
  socket.on('close', (hadError) => {
    console.log(label, 'close', hadError, socket.autoSelectFamilyAttemptedAddresses);
    done();
  });
  socket.resume();
  console.log(label, 'at once', socket.connecting, socket.autoSelectFamilyAttemptedAddresses);
}

const server = net.createServer((accepted) => accepted.end()).listen(0, () => {
  const { port } = server.address();
  const lookup = (host, options, callback) => {
    if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
    else callback(null, '127.0.0.1', 4);
  };
  connect('IP', { port, host: '127.0.0.1' }, () => {
    connect('IPv6', { port, host: '::1' }, () => {
      connect('name', { port, host: 'example.test', lookup }, () => {
        connect('one family', { port, host: 'example.test', lookup, autoSelectFamily: false }, () => server.close());
      });
    });
  });
});
