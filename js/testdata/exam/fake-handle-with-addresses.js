'use strict';
const { mustCall, mustCallAtLeast } = require('./harness');
const assert = require('assert');
const net = require('net');

const handle = {
  readStart: () => 0,
  readStop: () => 0,
  getsockname: mustCallAtLeast((out) => { Object.assign(out, { address: '1.2.3.4', port: 5, family: 'IPv4' }); return 0; }),
  getpeername: mustCall((out) => { Object.assign(out, { address: '5.6.7.8', port: 9, family: 'IPv4' }); return 0; }),
  close: mustCall((f) => f()),
};
const s = new net.Socket({ handle, manualStart: true });
assert.strictEqual(s.localAddress, '1.2.3.4');
assert.strictEqual(s.localPort, 5);
assert.strictEqual(s.localFamily, 'IPv4');
assert.deepStrictEqual(s.address(), { address: '1.2.3.4', port: 5, family: 'IPv4' });
assert.strictEqual(s.remoteAddress, '5.6.7.8');
assert.strictEqual(s.remotePort, 9);
assert.strictEqual(s.remoteFamily, 'IPv4');
s.destroy();
