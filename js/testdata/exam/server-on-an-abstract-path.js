'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const at = `\0exam-${process.pid}`;
const server = net.createServer(mustCall((c) => { c.end('hi'); server.close(); }));
server.listen(at, mustCall(() => {
  const s = net.connect(at);
  s.on('data', mustCall((d) => assert.strictEqual(d.toString(), 'hi')));
  s.on('end', mustCall());
}));
