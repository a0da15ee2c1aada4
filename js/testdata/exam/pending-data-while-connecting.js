'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const server = net.createServer((c) => { c.resume(); }).listen(0, mustCall(() => {
  const s = net.connect(server.address().port, mustCall(() => {
    assert.strictEqual(s.connecting, false);
    s.end();
    server.close();
  }));
  assert.strictEqual(s.connecting, true);
  assert.strictEqual(s._connecting, true);
  assert.strictEqual(s._pendingData, null);
  assert.strictEqual(s.write('foo', mustCall()), true);
  assert.strictEqual(s._pendingData, 'foo');
  assert.strictEqual(s.bytesWritten, 3);
  assert.strictEqual(s.write(Buffer.alloc(70000)), false);
  assert.strictEqual(s.writableNeedDrain, true);
}));
