'use strict';
const { mustCall, until } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer((c) => { c.end('early'); server.close(); }).listen(0, mustCall(() => {
  const s = net.connect(server.address().port, mustCall(() => {
    until(() => s.readableLength === 5, () => {
      s.on('data', mustCall((d) => assert.strictEqual(d.toString(), 'early')));
      s.on('end', mustCall());
    });
  }));
}));
