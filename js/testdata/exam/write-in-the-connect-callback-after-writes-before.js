'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => {
  let got = '';
  c.on('data', (d) => got += d);
  c.on('end', mustCall(() => { assert.strictEqual(got, 'beforein1in2after'); server.close(); }));
})).listen(0, mustCall(() => {
  const s = net.connect(server.address().port, () => {
    s.write('in1', () => s.end('after'));
    s.write('in2');
  });
  s.write('before');
}));
