'use strict';
require('./harness');
const assert = require('assert');
const net = require('net');

const dns = require('dns');
const seen = [];
const connect = (options) => net.connect({ host: 'x', port: 1, lookup: (h, o) => seen.push(o), ...options }).destroy();
connect({});
connect({ family: 6 });
connect({ hints: dns.V4MAPPED });
connect({ family: 4, hints: dns.ADDRCONFIG });
assert.deepStrictEqual(seen.map((o) => o.hints), [dns.ADDRCONFIG, 0, dns.V4MAPPED, dns.ADDRCONFIG]);
assert.deepStrictEqual(seen.map((o) => o.family), [undefined, 6, undefined, 4]);
assert.deepStrictEqual(seen.map((o) => o.all), [true, undefined, true, undefined]);
