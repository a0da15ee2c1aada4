'use strict';
const { expectsError, mustNotCall } = require('./harness');
const net = require('net');

const hostname = '127.0.0.1:80';
const wanted = { code: 'ENOTFOUND', syscall: 'getaddrinfo', errno: -3008, hostname, message: `getaddrinfo ENOTFOUND ${hostname}` };
net.connect(1, hostname, mustNotCall()).on('error', expectsError(wanted));
net.createServer(mustNotCall()).listen(0, hostname, mustNotCall()).on('error', expectsError(wanted));
