'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const N = 20;
let n = 0;
const server = net.createServer((c) => { c.resume(); c.write('hello\r\n'); }).listen(0, mustCall(() => {
  const { port } = server.address();
  const s = net.connect(port);
  s.setEncoding('utf8');
  let disconnects = 0;
  s.on('data', mustCall((d) => { assert.strictEqual(d, 'hello\r\n'); s.end(); }, N + 1));
  s.on('connect', () => { n++; });
  s.on('end', mustCall(N + 1));
  s.on('close', mustCall((hadError) => {
    assert.strictEqual(hadError, false);
    if (disconnects++ < N) s.connect(port);
    else server.close();
  }, N + 1));
}));
process.on('exit', () => assert.strictEqual(n, N + 1));
