'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const { AsyncLocalStorage, AsyncResource, executionAsyncId } = require('async_hooks');
const als = new AsyncLocalStorage();
als.run('outside', () => {
  const server = net.createServer(mustCall((c) => {
    assert.strictEqual(als.getStore(), 'outside');
    c.on('data', mustCall(() => assert.strictEqual(als.getStore(), undefined)));
    c.on('end', mustCall(() => server.close()));
  })).listen(0, mustCall(() => {
    als.run('client', () => {
      const s = net.connect(server.address().port, mustCall(() => {
        assert.strictEqual(als.getStore(), 'client');
        s.end('x', mustCall(() => assert.strictEqual(als.getStore(), 'client')));
      }));
      s.on('close', mustCall(() => assert.strictEqual(als.getStore(), 'client')));
      s.resume();
    });
  }));
});
assert.strictEqual(typeof executionAsyncId(), 'number');
