'use strict';
const { mustCall, mustCallAtLeast, pair, until } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  let stopped = false;
  const readStop = client._handle.readStop;
  client._handle.readStop = mustCallAtLeast(function() { stopped = true; return readStop.call(this); });
  client.pause();
  client.read(0);
  peer.end(Buffer.alloc(1 << 20));
  let n = 0;
  until(() => stopped, () => {
    client.on('data', (d) => n += d.length);
    client.on('end', mustCall(() => assert.strictEqual(n, 1 << 20)));
    client.resume();
  });
});
