'use strict';
const { mustCall } = require('./harness');
const assert = require('assert');
const net = require('net');

const back = net.createServer({ allowHalfOpen: true }, mustCall((c) => c.pipe(c))).listen(0, mustCall(() => {
  const front = net.createServer({ allowHalfOpen: true }, mustCall((c) => {
    const up = net.connect({ port: back.address().port, allowHalfOpen: true });
    c.pipe(up).pipe(c);
  })).listen(0, mustCall(() => {
    const s = net.connect({ port: front.address().port, allowHalfOpen: true });
    const data = Buffer.alloc(500000, 'xyz');
    const got = [];
    s.on('data', (d) => got.push(d));
    s.on('end', mustCall(() => {
      assert(Buffer.concat(got).equals(data));
      front.close();
      back.close();
    }));
    s.end(data);
  }));
}));
