'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer(mustCall((c) => { c.end(); server.close(); }));
server.listen(0, '127.0.0.1', mustCall(() => {
  const s = net.connect({
    host: 'some.host', port: server.address().port, family: 4, hints: 0,
    lookup: mustCall(function(host, options, cb) {
      assert.strictEqual(host, 'some.host');
      assert.strictEqual(options.family, 4);
      assert.strictEqual(options.all, undefined);
      assert.strictEqual(typeof cb, 'function');
      process.nextTick(cb, null, '127.0.0.1', 4);
    }),
  });
  s.on('lookup', mustCall((err, address, family, host) => {
    assert.strictEqual(err, null);
    assert.strictEqual(address, '127.0.0.1');
    assert.strictEqual(family, 4);
    assert.strictEqual(host, 'some.host');
  }));
  s.resume();
}));
