'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: 1000 }, mustCall((c) => {
  c.end();
  server.close();
}));
server.listen(0, mustCall(() => {
  const original = server._handle.onconnection;
  assert.strictEqual(typeof original, 'function');
  server._handle.onconnection = mustCall(function(err, handle) {
    assert.strictEqual(err, 0);
    assert.strictEqual(this, server._handle);
    const { setNoDelay, setKeepAlive } = handle;
    handle.setNoDelay = mustCall(function(on) {
      assert.strictEqual(on, true);
      return setNoDelay.call(this, on);
    });
    handle.setKeepAlive = mustCall(function(on, delay) {
      assert.strictEqual(on, true);
      assert.strictEqual(delay, 1);
      return setKeepAlive.call(this, on, delay);
    });
    original.call(this, err, handle);
  });
  net.connect(server.address().port).resume();
}));
