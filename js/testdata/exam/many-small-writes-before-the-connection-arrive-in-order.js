'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => {
  let got = '';
  c.on('data', (d) => got += d);
  c.on('end', mustCall(() => {
    assert.strictEqual(got, Array.from({ length: 1000 }, (_, i) => `${i},`).join(''));
    server.close();
  }));
}));
server.listen(0, mustCall(() => {
  const s = net.connect(server.address().port);
  for (let i = 0; i < 1000; i++) s.write(`${i},`);
  s.end();
}));
