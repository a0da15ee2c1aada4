'use strict';
require('./harness');
const net = require('net');
const assert = require('assert');

assert.deepStrictEqual(Object.keys(net).sort().filter((k) => !['promises'].includes(k)), [
  'BlockList', 'BoundSocket', 'Server', 'Socket', 'SocketAddress', 'Stream', '_TransferredBoundSocket', '_createServerHandle', '_normalizeArgs', 'connect', 'createConnection',
  'createServer', 'getDefaultAutoSelectFamily', 'getDefaultAutoSelectFamilyAttemptTimeout', 'isIP', 'isIPv4', 'isIPv6',
  'setDefaultAutoSelectFamily', 'setDefaultAutoSelectFamilyAttemptTimeout',
]);
assert.strictEqual(net, require('node:net'));
