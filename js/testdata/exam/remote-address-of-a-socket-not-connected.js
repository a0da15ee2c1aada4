'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

const s = new net.Socket();
for (const name of ['remoteAddress', 'remotePort', 'remoteFamily', 'localAddress', 'localPort', 'localFamily', 'timeout', 'autoSelectFamilyAttemptedAddresses', 'bufferSize']) {
  assert.strictEqual(s[name], undefined, name);
}
assert.strictEqual(s.bytesRead, 0);
assert.deepStrictEqual(s.address(), {});
assert.strictEqual(s.connecting, false);
assert.strictEqual(s.pending, true);
assert.strictEqual(s.readyState, 'open');
