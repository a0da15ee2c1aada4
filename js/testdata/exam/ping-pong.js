'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

let n = 0;
const server = net.createServer(mustCall((c) => {
  c.setEncoding('utf8');
  c.on('data', mustCall((d) => {
    assert.strictEqual(d, 'PING');
    assert.strictEqual(c.writable, true);
    c.write('PONG');
  }, 100));
  c.on('end', mustCall(() => { c.end(); server.close(); }));
})).listen(0, mustCall(() => {
  const s = net.connect(server.address().port, 'localhost');
  s.setEncoding('ascii');
  s.on('connect', mustCall(() => s.write('PING')));
  s.on('data', mustCall((d) => {
    assert.strictEqual(d, 'PONG');
    if (++n < 100) s.write('PING'); else s.end();
  }, 100));
  s.on('close', mustCall());
}));
