'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

assert.strictEqual(net.getDefaultAutoSelectFamily(), true);
assert.strictEqual(net.getDefaultAutoSelectFamilyAttemptTimeout(), 500);
net.setDefaultAutoSelectFamily(false);
assert.strictEqual(net.getDefaultAutoSelectFamily(), false);
for (const v of [1, 'x', null, undefined, {}]) {
  assert.throws(() => net.setDefaultAutoSelectFamily(v), { code: 'ERR_INVALID_ARG_TYPE', message: /^The "value" argument must be of type boolean\. Received / });
}
net.setDefaultAutoSelectFamilyAttemptTimeout(1);
assert.strictEqual(net.getDefaultAutoSelectFamilyAttemptTimeout(), 10);
for (const v of ['x', null, undefined, {}, true]) {
  assert.throws(() => net.setDefaultAutoSelectFamilyAttemptTimeout(v), { code: 'ERR_INVALID_ARG_TYPE' });
}
for (const v of [0, -1, 1.5, 2 ** 31]) {
  assert.throws(() => net.setDefaultAutoSelectFamilyAttemptTimeout(v), { code: 'ERR_OUT_OF_RANGE' });
}
