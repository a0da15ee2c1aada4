'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

let n = 0;
const server = net.createServer((c) => { c.end(`${++n}`); if (n === 3) server.close(); }).listen(0, '127.0.0.1', mustCall(() => {
  const { port } = server.address();
  const s = new net.Socket();
  let got = '';
  s.on('data', (d) => got += d);
  s.on('end', mustCall(3));
  s.on('connect', mustCall(() => {
    assert.strictEqual(s.destroyed, false);
    assert.strictEqual(s.readyState, 'open');
  }, 3));
  s.on('close', mustCall(() => {
    assert.strictEqual(s.destroyed, true);
    if (n < 3) s.connect(port, '127.0.0.1');
    else assert.strictEqual(got, '123');
  }, 3));
  s.connect(port, '127.0.0.1');
}));
