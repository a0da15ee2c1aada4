'use strict';
const { mustNotCall, pair } = require('./harness');

pair((client, peer) => {
  let n = 0;
  client.setTimeout(400);
  client.on('timeout', mustNotCall());
  client.resume();
  peer.resume();
  const timer = setInterval(() => {
    if (++n === 8) {
      clearInterval(timer);
      client.setTimeout(0);
      client.end();
      peer.end();
      return;
    }
    if (n % 2) peer.write('x'); else client.write('y');
  }, 100);
});
