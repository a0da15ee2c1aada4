'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const order = [];
const server = net.createServer((c) => { c.end(); }).listen(0, '127.0.0.1', mustCall(() => {
  const s = net.connect(server.address().port, '127.0.0.1', mustCall(() => order.push('connect')));
  s.on('connectionAttempt', () => order.push('attempt'));
  s.on('ready', () => order.push('ready'));
  s.on('end', () => order.push('end'));
  s.on('close', mustCall(() => {
    order.push('close');
    assert.deepStrictEqual(order, ['sync', 'attempt', 'tick', 'connect', 'ready', 'end', 'close']);
    server.close();
  }));
  s.resume();
  order.push('sync');
  process.nextTick(() => order.push('tick'));
  order.splice(0, 2, 'sync');
}));
