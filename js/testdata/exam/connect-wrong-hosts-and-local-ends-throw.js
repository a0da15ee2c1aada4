'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

for (const host of [1, {}, [], true]) {
  assert.throws(() => net.connect({ port: 1, host, localAddress: 'x' }), { code: 'ERR_INVALID_ARG_TYPE', message: /^The "options\.host" property must be of type string\. Received / });
}
for (const localPort of ['x', {}, true]) {
  assert.throws(() => net.connect({ port: 1, host: '127.0.0.1', localPort }), { code: 'ERR_INVALID_ARG_TYPE', message: /^The "options\.localPort" property must be of type number\. Received / });
}
assert.throws(() => net.connect({ path: 1 }), { code: 'ERR_INVALID_ARG_TYPE' });
for (const localAddress of ['x', true, '1.2.3', '::1::']) {
  assert.throws(() => net.connect({ port: 1, host: '127.0.0.1', localAddress }), { code: 'ERR_INVALID_IP_ADDRESS', name: 'TypeError', message: `Invalid IP address: ${localAddress}` });
}
