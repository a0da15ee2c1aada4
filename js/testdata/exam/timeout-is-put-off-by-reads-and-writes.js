'use strict';
const { pair } = require('./harness');
const assert = require('assert');

pair((client, peer) => {
  let n = 0;
  client.setTimeout(400);
  // When the whole program stands still for that long it may come all the same.
  let last = Date.now();
  client.on('timeout', () => assert(Date.now() - last > 390));
  client.on('data', () => { last = Date.now(); });
  peer.resume();
  const timer = setInterval(() => {
    if (++n === 8) {
      clearInterval(timer);
      client.setTimeout(0);
      client.end();
      peer.end();
      return;
    }
    if (n % 2) peer.write('x'); else { client.write('y'); last = Date.now(); }
  }, 100);
});
