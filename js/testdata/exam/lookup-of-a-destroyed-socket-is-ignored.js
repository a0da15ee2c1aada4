'use strict';
const { mustCall, mustNotCall } = require('./harness');
const net = require('net');

let answer;
const s = net.connect({ host: 'x', port: 1, lookup: (h, o, cb) => { answer = cb; } }, mustNotCall());
s.on('error', mustNotCall());
s.on('lookup', mustNotCall());
s.on('close', mustCall(() => answer(null, [{ address: '127.0.0.1', family: 4 }])));
s.destroy();
