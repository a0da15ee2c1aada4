'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  const order = [];
  peer.on('data', (d) => { assert(Buffer.isBuffer(d)); order.push(`data ${d}`); });
  peer.on('end', (...args) => order.push('end', ...args));
  peer.on('finish', (...args) => order.push('finish', ...args));
  peer.on('close', mustCall((...args) => {
    order.push('close', ...args);
    assert.deepStrictEqual(order, ['data abc', 'end', 'finish', 'close', false]);
  }));
  client.resume();
  client.end('abc');
});
