'use strict';
const { expectsError } = require('./harness');
const net = require('net');

const answers = [
  [['nonsense', 4], { code: 'ERR_INVALID_IP_ADDRESS', name: 'TypeError', message: 'Invalid IP address: nonsense' }],
  [[undefined, 4], { code: 'ERR_INVALID_IP_ADDRESS', message: 'Invalid IP address: undefined' }],
  [['127.0.0.1', 5], { code: 'ERR_INVALID_ADDRESS_FAMILY', name: 'RangeError', message: 'Invalid address family: 5 x:1', host: 'x', port: 1 }],
  [['127.0.0.1', undefined], { code: 'ERR_INVALID_ADDRESS_FAMILY', message: 'Invalid address family: undefined x:1' }],
];
for (const [answer, error] of answers) {
  const s = net.connect({ host: 'x', port: 1, autoSelectFamily: false, lookup: (h, o, cb) => setImmediate(cb, null, ...answer) });
  s.on('error', expectsError(error));
}
