'use strict';
const { closedPort, mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const N = 5;
const port = closedPort();
const s = net.connect(port, '127.0.0.1');
let left = N;
s.on('error', mustCall((err) => assert.strictEqual(err.code, 'ECONNREFUSED'), N));
s.on('close', mustCall((hadError) => {
  assert.strictEqual(hadError, true);
  if (--left > 0) s.connect(port, '127.0.0.1');
}, N));
