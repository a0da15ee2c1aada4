'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const { on, once } = require('events');
(async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const s = net.connect(server.address().port, '127.0.0.1');
  const [peer] = await once(server, 'connection');
  await once(s, 'connect');
  peer.end('x');
  const it = on(s, 'data');
  const { value: [d] } = await it.next();
  assert.strictEqual(d.toString(), 'x');
  await it.return();
  s.resume();
  server.close();
  await once(server, 'close');
})().then(mustCall());
