'use strict';
const { mustCall, mustCallAtLeast, pair } = require('./harness');

pair((client, peer) => {
  let moved = false;
  client.setTimeout(100);
  client.on('timeout', mustCallAtLeast(() => {
    if (moved) return;
    moved = true;
    peer.resume();
  }, 1));
  peer.pause();
  client.write(Buffer.alloc(64 << 20), mustCall(() => { client.setTimeout(0); client.end(); }));
});
