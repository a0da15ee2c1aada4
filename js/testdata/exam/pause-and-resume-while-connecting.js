'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

let done = 0;
const server = net.createServer((c) => { c.on('error', () => {}); c.end('data'); }).listen(0, mustCall(() => {
  const { port } = server.address();
  const one = net.connect(port);
  one.pause();
  one.resume();
  one.on('data', mustCall());
  const two = net.connect(port);
  two.pause();
  two.on('data', mustCall(() => assert.strictEqual(done, 1)));
  setTimeout(() => { done = 1; two.resume(); }, 50);
  const three = net.connect(port);
  three.on('error', () => {});
  three.resume();
  three.pause();
  three.on('data', mustNotCall());
  setTimeout(() => { three.destroy(); server.close(); }, 60);
}));
