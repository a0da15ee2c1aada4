'use strict';
const { hasIPv6, mustCall, pipe } = require('./harness');
const assert = require('assert');
const net = require('net');

assert.strictEqual(net.createServer().address(), null);
const a = net.createServer().listen(0, '127.0.0.1', mustCall(() => {
  assert.deepStrictEqual(a.address(), { address: '127.0.0.1', family: 'IPv4', port: a.address().port });
  a.close();
  assert.strictEqual(a.address(), null);
}));
const at = pipe();
const b = net.createServer().listen(at, mustCall(() => {
  assert.strictEqual(b.address(), at);
  b.close();
}));
if (hasIPv6) {
  const c = net.createServer().listen(0, '::1', mustCall(() => {
    assert.deepStrictEqual(c.address(), { address: '::1', family: 'IPv6', port: c.address().port });
    c.close();
  }));
  const d = net.createServer().listen(0, mustCall(() => {
    assert.strictEqual(d.address().address, '::');
    assert.strictEqual(d.address().family, 'IPv6');
    d.close();
  }));
}
