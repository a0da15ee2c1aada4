'use strict';
const { expectsError, mustNotCall, tmpdir } = require('./harness');
const net = require('net');
const path = require('path');

const long = path.join(tmpdir(), 'x'.repeat(200));
const server = net.createServer();
server.on('error', expectsError({ code: 'EINVAL', syscall: 'listen' }));
server.listen(long, mustNotCall());
const s = net.connect(long, mustNotCall());
s.on('error', expectsError({ code: 'EINVAL', syscall: 'connect' }));
