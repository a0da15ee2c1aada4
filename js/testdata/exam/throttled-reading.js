'use strict';
const { mustCall, mustCallAtLeast } = require('./harness');
const assert = require('assert');
const net = require('net');

const sent = 'C'.repeat(1 << 20);
const server = net.createServer(mustCall((c) => {
  c.write(sent);
  c.end();
  server.close();
})).listen(0, mustCall(() => {
  const s = net.connect(server.address().port);
  let got = 0;
  let paused = 0;
  s.setEncoding('ascii');
  s.on('data', mustCallAtLeast((d) => {
    got += d.length;
    s.pause();
    const before = got;
    paused++;
    setImmediate(() => { assert.strictEqual(got, before); s.resume(); });
  }));
  s.on('end', mustCall(() => { assert.strictEqual(got, sent.length); assert(paused > 1); }));
}));
