'use strict';
const { mustCall } = require('./harness');
const net = require('net');

const handle = {
  readStart: () => 0,
  readStop: () => 0,
  shutdown: mustCall(() => -107),
  close: mustCall((f) => f()),
};
const s = new net.Socket({ handle, manualStart: true, allowHalfOpen: true });
s.on('finish', mustCall());
s.end();
s.on('finish', () => s.destroy());
