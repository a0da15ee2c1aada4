'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

for (const fd of [-1, 1.5, NaN, 'x', {}, null]) {
  let err;
  try { new net.Socket({ fd }); } catch (e) { err = e; }
  if (fd === null) continue;
  assert(err, String(fd));
  assert(['ERR_OUT_OF_RANGE', 'ERR_INVALID_ARG_TYPE'].includes(err.code), err.code);
}
