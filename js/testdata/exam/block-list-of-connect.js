'use strict';
const { expectsError, mustCall, mustNotCall } = require('./harness');
const net = require('net');

const list = new net.BlockList();
list.addAddress('127.0.0.1');
const s = net.connect({ port: 1, host: '127.0.0.1', blockList: list }, mustNotCall());
s.on('error', expectsError({ code: 'ERR_IP_BLOCKED', message: 'IP(127.0.0.1) is blocked by net.BlockList' }));
s.on('close', mustCall());
