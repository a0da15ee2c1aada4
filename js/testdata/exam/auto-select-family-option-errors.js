'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

for (const autoSelectFamily of [1, 'yes', {}, []]) {
  assert.throws(() => net.connect({ port: 1, autoSelectFamily }), {
    code: 'ERR_INVALID_ARG_TYPE', message: /^The "options\.autoSelectFamily" property must be of type boolean\. Received /,
  });
}
for (const autoSelectFamilyAttemptTimeout of [-1, 0, 1.5]) {
  assert.throws(() => net.connect({ port: 1, autoSelectFamily: true, autoSelectFamilyAttemptTimeout }), { code: 'ERR_OUT_OF_RANGE', name: 'RangeError' });
}
for (const autoSelectFamilyAttemptTimeout of ['1', {}, true]) {
  assert.throws(() => net.connect({ port: 1, autoSelectFamily: true, autoSelectFamilyAttemptTimeout }), { code: 'ERR_INVALID_ARG_TYPE' });
}
