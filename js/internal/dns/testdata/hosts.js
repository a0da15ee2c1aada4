// One after the other: the order of lookups is not said.
const dns = require('dns');
const show = (x) => x instanceof Error ? x.message + JSON.stringify(x) + x.name : JSON.stringify(x);
const steps = [
  (cb) => dns.lookup('localhost', 4, cb), (cb) => dns.lookup('localhost', { family: 'IPv4', all: true }, cb), (cb) => dns.lookup('127.1', cb), (cb) => dns.lookup('0x7f000001', { all: true }, cb),
  (cb) => dns.lookup('localhost', { family: 4, hints: dns.V4MAPPED, order: 'ipv6first' }, cb), (cb) => dns.lookup('a b', cb), (cb) => dns.lookup('localhost', { family: 4, verbatim: false, hints: null }, cb),
  (cb) => dns.lookup('\uff11\uff12\uff17.1', cb), (cb) => dns.lookup('127\u30020\u30020\u30021', cb), (cb) => dns.lookup('a\u05d0', cb), (cb) => dns.lookup('\u00fc\u200d', cb), (cb) => dns.lookup('\u00fc b', cb), (cb) => dns.lookup('LOCALHOST', 4, cb),
  (cb) => dns.lookup('127.1', { family: 6, hints: dns.V4MAPPED | dns.ALL }, cb), (cb) => dns.lookup('127.1', { family: 6 }, cb),
];
const next = () => { const f = steps.shift(); if (f) f((...a) => { print(a.map(show).join(' ')); next() }) };
next();
