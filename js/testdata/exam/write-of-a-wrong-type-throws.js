'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

const s = new net.Socket();
for (const value of [1, true, {}, [], undefined, () => {}, Symbol('x'), 1n]) {
  assert.throws(() => s.write(value), {
    code: 'ERR_INVALID_ARG_TYPE',
    name: 'TypeError',
    message: /^The "chunk" argument must be of type string or an instance of Buffer, TypedArray, or DataView\. Received /,
  });
}
assert.throws(() => s.write(null), {
  code: 'ERR_STREAM_NULL_VALUES',
  name: 'TypeError',
  message: 'May not write null values to stream',
});
assert.throws(() => s.write('x', 'nonsense'), { code: 'ERR_UNKNOWN_ENCODING', message: 'Unknown encoding: nonsense' });
