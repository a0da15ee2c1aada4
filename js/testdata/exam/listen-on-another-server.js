'use strict';
const { mustCall, mustNotCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const first = net.createServer(mustNotCall());
first.listen(0, '127.0.0.1', mustCall(() => {
  const second = net.createServer(mustCall((c) => { c.end(); second.close(); }));
  second.listen(first, mustCall(() => {
    assert.strictEqual(second._handle, first._handle);
    net.connect(second.address().port, '127.0.0.1').resume();
  }));
}));
