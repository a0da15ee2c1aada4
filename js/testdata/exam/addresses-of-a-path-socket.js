'use strict';
const { mustCall, pipe } = require('./harness');
const assert = require('assert');
const net = require('net');

const at = pipe();
const server = net.createServer(mustCall((c) => {
  assert.strictEqual(c.remoteAddress, undefined);
  assert.strictEqual(c.localAddress, undefined);
  assert.deepStrictEqual(c.address(), {});
  c.setNoDelay(true).setKeepAlive(true, 1000).setTimeout(0);
  c.end();
  server.close();
})).listen(at, mustCall(() => net.connect(at).resume()));
