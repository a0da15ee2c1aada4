'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');
const util = require('util');

const table = [
  ['127.0.0.1', 4], ['0.0.0.0', 4], ['255.255.255.255', 4], ['256.0.0.1', 0], ['1.2.3', 0], ['1.2.3.4.5', 0], ['01.2.3.4', 0], ['1.2.3.4 ', 0],
  ['x1.2.3.4', 0], ['1.2.3.4/24', 0], ['', 0], ['::', 6], ['::1', 6], ['1::', 6], ['1:2:3:4:5:6:7:8', 6], ['1:2:3:4:5:6:7:8:9', 0], ['1:2:3:4:5:6:7', 0],
  ['::ffff:1.2.3.4', 6], ['::1.2.3.4', 6], ['1:2:3:4:5:6:1.2.3.4', 6], ['1::2::3', 0], ['fe80::1%eth0', 6], ['fe80::1%', 0], ['::1%0', 6], ['12345::', 0],
  [':1', 0], ['1:', 0], ['::g', 0], ['::1/128', 0], ['[::1]', 0], ['ABCD::ef', 6], ['1.2.3.4%1', 0], ['::%z%z', 0],
  [undefined, 0], [null, 0], [123, 0], [0x7f000001, 0], [{}, 0], [[], 0], [true, 0], [{ toString: () => '::1' }, 6], [{ toString: () => '127.0.0.1' }, 4], [['1.2.3.4'], 4],
];
for (const [value, family] of table) {
  assert.strictEqual(net.isIP(value), family, util.inspect(value));
  assert.strictEqual(net.isIPv4(value), family === 4, util.inspect(value));
  assert.strictEqual(net.isIPv6(value), family === 6, util.inspect(value));
}
