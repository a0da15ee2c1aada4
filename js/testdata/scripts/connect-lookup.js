'use strict';
// The option lookup: what it is called with, what it may answer.

const net = require('net');

const server = net.createServer((accepted) => accepted.end()).listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const answer = (options, callback) => {
    if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
    else callback(null, '127.0.0.1', 4);
  };
  const cases = [
    {}, { family: 4 }, { family: 0 }, { hints: 32 }, { family: 4, hints: 32 }, { autoSelectFamily: false }, { autoSelectFamily: false, family: 4 },
    { autoSelectFamily: true }, { all: false },
  ];
  const next = () => {
    const options = cases.shift();
    if (!options) return server.close();
    let self;
    const socket = net.connect({
      ...options, port, host: 'name.test',
      lookup(host, lookupOptions, callback) {
        self = this;
        console.log(JSON.stringify(options), '=>', host, JSON.stringify(lookupOptions), typeof callback, arguments.length);
        setImmediate(answer, lookupOptions, callback);
      },
    });
    console.log('called at once', self !== undefined);
    socket.on('lookup', (error, address, family, host) => console.log('lookup', error, address, family, host));
    socket.on('close', next).resume();
  };
  next();
});
