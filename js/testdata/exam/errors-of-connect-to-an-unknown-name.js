'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const s = net.connect(80, 'name.invalid', mustNotCall());
s.on('lookup', mustCall((err, ip, family, host) => {
  assert(err instanceof Error);
  assert.strictEqual(ip, undefined);
  assert.strictEqual(host, 'name.invalid');
}));
s.on('error', mustCall((err) => {
  assert.strictEqual(err.syscall, 'getaddrinfo');
  assert.match(err.code, /^(ENOTFOUND|EAI_AGAIN)$/);
  assert.strictEqual(err.message, `getaddrinfo ${err.code} name.invalid`);
}));
s.on('close', mustCall((hadError) => assert.strictEqual(hadError, true)));
