'use strict';
// dns.lookup, which net uses: addresses as they are, families, errors.

const dns = require('dns');

const show = (label) => (error, ...args) => console.log(label, error ? `${error.code} ${error.message}` : JSON.stringify(args));
const calls = [
  (done) => dns.lookup('127.0.0.1', done('IPv4')),
  (done) => dns.lookup('::1', done('IPv6')),
  (done) => dns.lookup('127.0.0.1', { all: true }, done('all')),
  (done) => dns.lookup('127.0.0.1', 4, done('family 4')),
  (done) => dns.lookup('::1', { family: 6 }, done('family 6')),
  (done) => dns.lookup('localhost', { family: 4 }, done('localhost')),
  (done) => dns.lookup('localhost', { family: 4, all: true }, done('localhost, all')),
];
function next() {
  const call = calls.shift();
  if (!call) return wrong();
  call((label) => (...args) => {
    show(label)(...args);
    next();
  });
}
function wrong() {
  for (const args of [[], ['x'], ['', () => {}], [1, () => {}], ['x', 5, () => {}], ['x', { family: 7 }, () => {}], ['x', { hints: 1 << 30 }, () => {}], ['x', 'y']]) {
    try {
      dns.lookup(...args);
      console.log('taken');
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
  dns.promises.lookup('127.0.0.1').then((answer) => console.log('promise', JSON.stringify(answer)));
}
next();
