'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => {
  c.on('data', mustCall((d) => {
    assert.strictEqual(d.length, 200);
    c.end();
    server.close();
  }));
})).listen(0, mustCall(() => {
  const s = net.connect(server.address().port, mustCall(() => {
    s.cork();
    for (let i = 0; i < 100; i++) s.write('a');
    for (let i = 0; i < 100; i++) s.write(Buffer.from('b'));
    process.nextTick(() => s.uncork());
  }));
  s.resume();
}));
