'use strict';
const { expectsError, mustNotCall } = require('./harness');
const net = require('net');

const server = net.createServer(mustNotCall());
server.on('error', expectsError({ code: 'EINVAL', syscall: 'listen' }));
server.listen({ fd: 0x7ffffff0 }, mustNotCall());
