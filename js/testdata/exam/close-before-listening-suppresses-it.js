'use strict';
const { mustCall, mustNotCall, mustSucceed } = require('./harness');
const net = require('net');

const server = net.createServer();
server.on('listening', mustNotCall());
server.on('close', mustCall());
server.listen(0);
server.close(mustSucceed());
