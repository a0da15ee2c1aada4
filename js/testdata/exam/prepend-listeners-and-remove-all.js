'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  const order = [];
  client.on('data', () => order.push('second'));
  client.prependListener('data', () => order.push('first'));
  client.prependOnceListener('data', () => order.push('zero'));
  client.on('end', mustCall(() => {
    assert.deepStrictEqual(order, ['zero', 'first', 'second']);
    client.removeAllListeners();
  }));
  peer.end('x');
  peer.resume();
});
