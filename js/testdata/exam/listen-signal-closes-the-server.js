'use strict';
const { mustCall, mustNotCall } = require('./harness');
const net = require('net');

const ac = new AbortController();
const server = net.createServer();
server.listen({ port: 0, signal: ac.signal }, mustCall(() => ac.abort()));
server.on('close', mustCall());
server.on('error', mustNotCall());
