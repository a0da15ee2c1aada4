'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

const s = new net.Socket();
for (const value of [undefined, null, '100', true, {}, [], () => {}, Symbol('a'), 10n]) {
  assert.throws(() => s.setTimeout(value, () => {}), {
    code: 'ERR_INVALID_ARG_TYPE',
    name: 'TypeError',
    message: /^The "msecs" argument must be of type number\. Received /,
  });
}
for (const value of [-1, NaN, Infinity, -Infinity, -0.001]) {
  assert.throws(() => s.setTimeout(value, () => {}), {
    code: 'ERR_OUT_OF_RANGE',
    name: 'RangeError',
    message: /^The value of "msecs" is out of range\. It must be a non-negative finite number\. Received /,
  });
}
for (const callback of [1, 'x', {}, [], null, true]) {
  for (const msecs of [0, 1]) {
    assert.throws(() => s.setTimeout(msecs, callback), {
      code: 'ERR_INVALID_ARG_TYPE',
      message: /^The "callback" argument must be of type function\. Received /,
    });
  }
}
s.setTimeout(0);
