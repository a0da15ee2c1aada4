'use strict';
const { expectsError, mustNotCall } = require('./harness');
const net = require('net');

const s = net.connect({ port: 9, host: '127.0.0.1', localAddress: '192.0.2.1' }, mustNotCall());
s.on('error', expectsError({ code: 'EADDRNOTAVAIL', syscall: 'bind', address: '192.0.2.1', message: 'bind EADDRNOTAVAIL 192.0.2.1' }));
