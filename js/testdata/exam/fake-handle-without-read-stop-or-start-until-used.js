'use strict';
const { mustCall } = require('./harness');
const net = require('net');

const s = new net.Socket({ handle: { close(f) { f(); } }, manualStart: true });
s.on('close', mustCall());
s.destroy();
