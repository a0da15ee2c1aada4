'use strict';
const { mustCall, pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  const order = [];
  for (let i = 0; i < 10; i++) client.write(String(i), mustCall(() => order.push(i)));
  client.end('z', mustCall(() => {
    assert.deepStrictEqual(order, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  }));
  let got = '';
  peer.on('data', (d) => got += d);
  peer.on('end', mustCall(() => assert.strictEqual(got, '0123456789z')));
});
