'use strict';
const { expectsError } = require('./harness');
const net = require('net');

const answers = [
  [[{ address: 'nonsense', family: 4 }, { address: 'worse', family: 6 }], { code: 'ERR_INVALID_IP_ADDRESS', message: 'Invalid IP address: nonsense' }],
  [[{ address: '127.0.0.1', family: 100 }], { code: 'ERR_INVALID_ADDRESS_FAMILY', message: 'Invalid address family: 100 x:1' }],
];
for (const [list, error] of answers) {
  const s = net.connect({ host: 'x', port: 1, lookup: (h, o, cb) => setImmediate(cb, null, list) });
  s.on('error', expectsError(error));
}
