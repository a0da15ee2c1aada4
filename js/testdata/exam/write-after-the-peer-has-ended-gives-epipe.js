'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => { c.end(); server.close(); }));
server.listen(0, mustCall(() => {
  const s = net.connect(server.address().port);
  s.on('end', mustCall(() => {
    setImmediate(() => {
      const cb = (err) => assert.strictEqual(err.code, 'EPIPE');
      if (s.destroyed) return;
      s.write('x', cb);
    });
  }));
  s.on('error', () => {});
  s.resume();
}));
