'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

const order = { client: [], server: [] };
const watch = (s, list) => { for (const n of ['connect', 'end', 'finish', 'close']) s.on(n, () => list.push(n)); };
const server = net.createServer((c) => {
  watch(c, order.server);
  c.resume();
  c.on('close', () => server.close());
}).listen(0, '127.0.0.1', () => {
  const s = net.connect(server.address().port, '127.0.0.1', () => s.end('x'));
  watch(s, order.client);
  s.resume();
});
process.on('exit', () => {
  assert.deepStrictEqual(order.client, ['connect', 'finish', 'end', 'close']);
  assert.deepStrictEqual(order.server, ['end', 'finish', 'close']);
});
