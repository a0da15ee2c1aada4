'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

let done = 0;
const server = net.createServer((c) => { c.on('error', () => {}); c.end('data'); }).listen(0, mustCall(() => {
  const { port } = server.address();
  let steps = 0;
  const step = () => { if (++steps === 3) { three.destroy(); server.close(); } };
  const one = net.connect(port);
  one.pause();
  one.resume();
  one.on('data', mustCall(step));
  const two = net.connect(port);
  two.pause();
  two.on('data', mustCall(() => { assert.strictEqual(done, 1); step(); }));
  two.on('connect', () => setTimeout(() => { done = 1; two.resume(); }, 50));
  const three = net.connect(port);
  three.on('error', () => {});
  three.resume();
  three.pause();
  three.on('data', mustNotCall());
  three.on('connect', () => setTimeout(step, 60));
}));
