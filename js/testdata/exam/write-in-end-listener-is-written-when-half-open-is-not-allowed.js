'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => {
  let got = '';
  c.on('data', (d) => got += d);
  c.on('end', mustCall(() => assert.strictEqual(got, 'hello')));
  c.on('close', mustCall());
  server.close();
}));
server.listen(0, mustCall(() => {
  const s = net.connect({ port: server.address().port });
  s.end('hello', 'utf8', mustCall());
  s.resume();
}));
